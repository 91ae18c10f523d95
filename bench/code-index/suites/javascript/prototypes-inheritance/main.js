function Base() {
  this.setup();
}
Base.prototype.setup = function () {};
Base.prototype.stop = function () {};
function Child() {
  Base.call(this);
}
Child.prototype = Object.create(Base.prototype);
Child.prototype.constructor = Child;
Child.prototype.go = function () {
  this.stop();
  Base.prototype.stop.call(this);
};
const child = new Child();
child.go();

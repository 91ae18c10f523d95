function Person(name) {
  this.name = name;
  this.greet = function () {
    return this.describe();
  };
}
Person.prototype.describe = function () {
  return format(this.name);
};
Person.create = function (name) {
  return new Person(name);
};
function format(text) {
  return text;
}
const person = Person.create('x');
person.greet();
person.describe();

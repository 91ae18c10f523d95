const Point = class {
  move(): void {}
};
function mixin<T extends new (...args: any[]) => object>(Base: T) {
  return class extends Base {
    tagged(): void {}
  };
}
class Plain {
  base(): void {}
}
const Tagged = mixin(Plain);
new Point().move();
const tagged = new Tagged();
tagged.tagged();
tagged.base();

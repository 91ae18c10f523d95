class Base {
  id() {}
}
class Child extends Base {
  constructor() {
    super();
    this.id();
  }
}
class Leaf extends Base {}
new Base().id();
new Child();
new Leaf().id();

class A {
  run(): void {
    this.step();
  }
  step(): void {}
}
class B extends A {
  override step(): void {
    super.step();
    super.run();
  }
}
class C extends B {
  constructor() {
    super();
    this.run();
  }
}
const c: A = new C();
c.step();
new C().step();

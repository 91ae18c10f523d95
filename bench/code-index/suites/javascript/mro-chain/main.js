class A {
  hello() {
    this.hook();
  }
  hook() {}
}
class B extends A {
  hello() {
    super.hello();
  }
}
class C extends B {
  hook() {
    super.hook();
  }
}
class D extends C {
  hello() {
    super.hello();
  }
}
new D().hello();

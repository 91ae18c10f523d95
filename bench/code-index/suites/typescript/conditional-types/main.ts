class A {
  a(): void {}
}
class B {
  b(): void {}
}
function isA(value: A | B): value is A {
  return value instanceof A;
}
function pick(value: A | B): void {
  if (isA(value)) {
    value.a();
  } else {
    value.b();
  }
  if (value instanceof B) value.b();
}
pick(new A());

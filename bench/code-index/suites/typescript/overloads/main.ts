export function create(kind: 'a'): A;
export function create(kind: 'b'): B;
export function create(kind: string): A | B {
  return kind === 'a' ? new A() : new B();
}
class A {
  a(): void {}
}
class B {
  b(): void {}
}
create('a').a();
create('b').b();
declare function only(x: number): void;
declare function only(x: string): void;
only(1);
only('x');

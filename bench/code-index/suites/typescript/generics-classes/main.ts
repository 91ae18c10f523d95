class Box<T> {
  constructor(private readonly value: T) {}
  get(): T {
    return this.value;
  }
  map<U>(fn: (value: T) => U): Box<U> {
    return new Box(fn(this.value));
  }
}
class Pen {
  write(): void {}
}
class Ink {
  dry(): void {}
}
const box = new Box(new Pen());
box.get().write();
const typed: Box<Pen> = box;
typed.get().write();
const mapped = box.map(() => new Ink());
mapped.get().dry();

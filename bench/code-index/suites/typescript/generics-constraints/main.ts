interface Named {
  name(): string;
}
class Person implements Named {
  name(): string {
    return 'p';
  }
  walk(): void {}
}
function show<T extends Named>(item: T): T {
  item.name();
  return item;
}
function identity<T>(value: T): T {
  return value;
}
function first<T>(items: readonly T[]): T {
  return items[0];
}
function create<T>(type: new () => T): T {
  return new type();
}
show(new Person()).walk();
identity(new Person()).walk();
first([new Person()]).walk();
create(Person).walk();

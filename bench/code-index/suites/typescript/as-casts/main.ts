class Cat {
  meow(): void {}
}
class Dog {
  bark(): void {}
}
function unknownThing(): unknown {
  return null;
}
(unknownThing() as Cat).meow();
const dog = <Dog>unknownThing();
dog.bark();
const maybe: Dog | undefined = undefined as Dog | undefined;
maybe!.bark();
const config = { create: () => new Cat() } satisfies { create: () => Cat };
config.create().meow();

interface Cat {
  kind: 'cat';
  meow(): void;
}
interface Dog {
  kind: 'dog';
  bark(): void;
}
function assertCat(pet: unknown): asserts pet is Cat {
  if (!pet) throw new Error('x');
}
function isDog(pet: unknown): pet is Dog {
  return true;
}
function check(pet: unknown, other: Cat | Dog): void {
  assertCat(pet);
  pet.meow();
  if (isDog(other)) other.bark();
  if (other.kind === 'cat') other.meow();
  if ('bark' in other) other.bark();
}

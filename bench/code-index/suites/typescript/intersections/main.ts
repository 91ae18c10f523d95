interface Walks {
  walk(): void;
}
interface Swims {
  swim(): void;
}
type Duck = Walks & Swims;
type Extra = Duck & { quack(): void };
function go(duck: Duck, both: Walks & Swims, extra: Extra): void {
  duck.walk();
  both.swim();
  extra.swim();
}

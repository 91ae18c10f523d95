class Outer {
  name(): void {}
}
class Other {
  name(): void {}
}
function run(value: Outer): void {
  const inner = (value: Other): void => {
    value.name();
  };
  value.name();
  {
    const value = new Other();
    value.name();
  }
  inner(new Other());
  const helper = (): Outer => value;
  helper().name();
}
run(new Outer());

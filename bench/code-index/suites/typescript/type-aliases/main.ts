class Engine {
  start(): void {}
}
type Motor = Engine;
type MaybeMotor = Motor | undefined;
type Motors = Motor[];
type Lookup = Map<string, Motor>;
type Holder<T> = { value: T };
type Machine = {
  engine: Engine;
  turn(): void;
};
function use(
  a: Motor,
  b: MaybeMotor,
  c: Motors,
  d: Lookup,
  e: Holder<Engine>,
  f: Machine,
  g: Readonly<Machine>,
  h: Machine['engine'],
  i: Pick<Machine, 'engine'>,
): void {
  a.start();
  b?.start();
  c[0].start();
  d.get('x')!.start();
  e.value.start();
  f.engine.start();
  g.engine.start();
  h.start();
  i.engine.start();
}

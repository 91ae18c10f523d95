class Service {
  constructor(readonly name: string) {}
  serve(): void {}
}
class Default {
  serve(): void {}
}
interface Factory {
  make(): Service;
  new (name: string): Service;
}
type Ctor<T> = new (name: string) => T;
function build(type: Ctor<Service>): void {
  const service = new type('x');
  service.serve();
}
function viaInterface(factory: Factory): void {
  factory.make().serve();
  const made = new factory('y');
  made.serve();
}
build(Service);
new Default().serve();

interface Api {
  one(): void;
}
interface Api {
  two(): void;
}
class Impl {
  own(): void {}
}
interface Impl {
  mixed(): void;
}
function use(api: Api, impl: Impl): void {
  api.one();
  api.two();
  impl.own();
  impl.mixed();
}

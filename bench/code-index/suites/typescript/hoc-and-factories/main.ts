interface Handler {
  handle(): void;
}
function withLog<T extends Handler>(inner: T): Handler {
  return {
    handle(): void {
      inner.handle();
    },
  };
}
class Real implements Handler {
  handle(): void {}
}
const wrapped = withLog(new Real());
wrapped.handle();
const factories = {
  real: () => new Real(),
  wrapped: (): Handler => withLog(new Real()),
};
factories.real().handle();
factories.wrapped().handle();

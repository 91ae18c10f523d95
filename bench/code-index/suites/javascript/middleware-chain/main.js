class App {
  stack = [];
  use(fn) {
    this.stack.push(fn);
    return this;
  }
  handle(request) {
    const next = (index) => {
      const layer = this.stack[index];
      if (layer) layer(request, () => next(index + 1));
    };
    next(0);
  }
}
function auth(request, next) {
  next();
}
function end() {}
const app = new App();
app.use(auth).use(end);
app.handle({});

class Handler {
  constructor() {
    this.handle = this.handle.bind(this);
  }
  handle() {
    this.process();
  }
  process() {}
  start() {
    const self = this;
    run(function () {
      self.process();
    });
    run(() => this.handle());
  }
}
function run(fn) {
  fn();
}
new Handler().start();

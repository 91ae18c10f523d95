class Failure extends Error {
  constructor(message) {
    super(message);
    this.retry = again;
  }
  describe() {
    return this.message;
  }
}
function again() {}
function work() {
  throw new Failure('no');
}
try {
  work();
} catch (error) {
  error.describe();
  error.retry();
}

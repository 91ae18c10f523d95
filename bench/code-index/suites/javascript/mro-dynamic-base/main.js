class Left {
  go() {}
}
class Right {
  go() {}
}
function base(flag) {
  if (flag) return Left;
  return Right;
}
class Here extends base(false) {
  run() {
    this.go();
  }
}
new Here().run();

function leaf() {}
function middle(fn) {
  fn();
}
function outer(fn) {
  middle(fn);
}
function unused() {}
outer(leaf);

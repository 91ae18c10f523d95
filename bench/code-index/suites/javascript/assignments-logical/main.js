function make() {
  return { go() {} };
}
let cache;
function get() {
  cache ??= make();
  return cache;
}
get().go();

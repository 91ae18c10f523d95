function outer() {
  return inner;
}
function inner() {
  return function deepest() {
    return leaf;
  };
}
function leaf() {}
outer()()()();
const got = outer();
got();

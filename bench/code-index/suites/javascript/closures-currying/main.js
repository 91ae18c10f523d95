const add = (a) => (b) => (c) => finish(a + b + c);
function finish(n) {
  return n;
}
add(1)(2)(3);
const bind = (fn) => () => fn();
const bound = bind(finish);
bound();

const square = (n) => n * n;
const twice = (fn, n) => fn(fn(n));
twice(square, 2);
twice((n) => square(n), 3);
((x) => square(x))(4);
(function named() {
  square(5);
})();
(() => {
  square(6);
})();

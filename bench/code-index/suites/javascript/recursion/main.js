function factorial(n) {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
const ping = (n) => (n > 0 ? pong(n - 1) : 0);
const pong = (n) => (n > 0 ? ping(n - 1) : 0);
const fib = function self(n) {
  return n < 2 ? n : self(n - 1) + self(n - 2);
};
factorial(3);
ping(2);
fib(4);

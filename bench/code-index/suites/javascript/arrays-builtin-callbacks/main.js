function double(n) {
  return n * 2;
}
function isBig(n) {
  return n > 2;
}
function add(a, b) {
  return a + b;
}
function compare(a, b) {
  return a - b;
}
function total(list) {
  return list.map(double).filter(isBig).reduce(add, 0);
}
total([1, 2, 3]);
[3, 1].sort(compare);

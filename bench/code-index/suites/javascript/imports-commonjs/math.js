function add(a, b) {
  return a + b;
}
exports.add = add;
exports.sub = function (a, b) {
  return add(a, -b);
};
exports.default = function main() {};

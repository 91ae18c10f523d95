class Square {
  area() {
    return compute();
  }
}
function compute() {}
module.exports = Square;

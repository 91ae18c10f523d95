class Circle {
  area() {
    return 3;
  }
}
class Square {
  area() {
    return 4;
  }
}
const shapes = [new Circle(), new Square()];
const areas = shapes.map((shape) => shape.area());
const found = shapes.find((shape) => shape !== null);
found.area();

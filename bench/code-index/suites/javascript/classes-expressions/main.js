const Shape = class {
  draw() {
    paint();
  }
};
const Named = class Inner extends Shape {
  redraw() {
    this.draw();
  }
};
function paint() {}
new Shape().draw();
new Named().redraw();

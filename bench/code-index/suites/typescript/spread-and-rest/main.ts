class Shape {
  draw(): void {}
}
function drawAll(...shapes: Shape[]): void {
  for (const shape of shapes) shape.draw();
  shapes[0].draw();
}
function run(args: [Shape, number]): void {
  const [shape] = args;
  shape.draw();
  drawAll(...[shape]);
}
const base = { shape: new Shape() };
const extended = { ...base, extra: 1 };
extended.shape.draw();
run([new Shape(), 1]);

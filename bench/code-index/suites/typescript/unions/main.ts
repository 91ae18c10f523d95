class Circle {
  kind = 'circle' as const;
  area(): number {
    return 1;
  }
  radius(): number {
    return 1;
  }
}
class Square {
  kind = 'square' as const;
  area(): number {
    return 2;
  }
}
type Shape = Circle | Square;
function measure(shape: Shape): number {
  switch (shape.kind) {
    case 'circle':
      return shape.radius();
    default:
      return shape.area();
  }
}
function all(shapes: Shape[]): void {
  for (const shape of shapes) shape.area();
}
measure(new Circle());

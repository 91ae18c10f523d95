export function area() {}
export class Box {
  open() {
    area();
  }
}

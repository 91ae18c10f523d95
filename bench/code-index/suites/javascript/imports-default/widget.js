export default class Widget {
  draw() {
    helper();
  }
}
export function helper() {}

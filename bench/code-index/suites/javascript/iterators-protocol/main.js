class Range {
  constructor(end) {
    this.end = end;
  }
  *[Symbol.iterator]() {
    yield make();
  }
}
function make() {
  return { hit() {} };
}
for (const item of new Range(2)) {
  item.hit();
}

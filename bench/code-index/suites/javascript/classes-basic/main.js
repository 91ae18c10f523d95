class Counter {
  constructor(start) {
    this.value = start;
    this.reset();
  }
  reset() {
    this.value = 0;
  }
  step() {
    this.value += amount();
    return this;
  }
}
function amount() {
  return 1;
}
const counter = new Counter(1);
counter.step().step();

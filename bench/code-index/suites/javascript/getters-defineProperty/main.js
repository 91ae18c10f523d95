function compute() {}
function plain() {}
const target = {};
Object.defineProperty(target, 'lazy', { value: plain });
Object.defineProperty(target, 'now', {
  get() {
    return compute();
  },
});
target.lazy();
const seen = target.now;

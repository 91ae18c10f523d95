const run = Symbol('run');
const hidden = new WeakMap();
class Task {
  constructor(job) {
    hidden.set(this, job);
  }
  [run]() {
    hidden.get(this)();
  }
}
function job() {}
const task = new Task(job);
task[run]();

const KEY = 'run';
const object = {
  [KEY]() {
    work();
  },
};
class Job {
  [KEY]() {
    work();
  }
}
function work() {}
object.run();
new Job().run();

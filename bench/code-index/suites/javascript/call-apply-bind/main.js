function greet(punctuation) {
  return this.name() + punctuation();
}
function mark() {}
const subject = {
  name() {},
};
greet.call(subject, mark);
greet.apply(subject, [mark]);
const bound = greet.bind(subject, mark);
bound();
const borrowed = Array.prototype.map.call([1], mark);

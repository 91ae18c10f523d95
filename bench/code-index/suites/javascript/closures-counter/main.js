function makeCounter() {
  let count = 0;
  function increment() {
    count += 1;
    return read();
  }
  function read() {
    return count;
  }
  return increment;
}
const next = makeCounter();
next();

function tick() {}
function later() {}
function soon() {}
function start(delay) {
  setTimeout(tick, delay);
}
start(0);
setImmediate(later);
process.nextTick(() => soon());

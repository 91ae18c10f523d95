function a() {}
function b() {}
function* steps() {
  yield a;
  yield* more();
}
function* more() {
  yield b;
}
for (const step of steps()) step();
const iterator = more();
iterator.next().value();

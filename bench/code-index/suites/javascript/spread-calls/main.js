function a() {}
function b() {}
function run(x, y) {
  x();
  y();
}
const args = [a, b];
run(...args);
const all = [...args];
all[1]();
function forward(...params) {
  run(...params);
}
forward(b, a);
const copy = { ...{ a } };
copy.a();

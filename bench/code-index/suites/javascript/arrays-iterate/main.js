function a() {}
function b() {}
function c() {}
const steps = [a, b];
for (const step of steps) step();
function runEach(list) {
  list.forEach((item) => item());
}
runEach([c]);

function a() {}
function b() {}
const grid = [[a], [b]];
for (const row of grid) {
  for (const cell of row) {
    cell();
  }
}
const pairs = [['a', a]];
pairs.forEach(([name, fn]) => fn(name));

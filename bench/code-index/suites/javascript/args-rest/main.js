function first() {}
function second() {}
function third() {}
function runAll(head, ...rest) {
  head();
  for (const fn of rest) fn();
}
function pick(...fns) {
  return fns[1];
}
runAll(first, second, third);
pick(first, second)();

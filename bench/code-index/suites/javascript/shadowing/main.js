function work() {}
function outer() {
  function work() {}
  work();
}
function parameter(work) {
  work();
}
function block() {
  {
    const work = other;
    work();
  }
  work();
}
function other() {}
outer();
parameter(other);
block();

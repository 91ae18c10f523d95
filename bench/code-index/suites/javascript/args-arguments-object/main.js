function work() {}
function other() {}
function apply() {
  return arguments[0]();
}
function count() {
  return arguments.length;
}
apply(work);
count(other);

function small() {}
function big() {}
function select(n) {
  switch (n) {
    case 1:
      return small;
    default:
      return big;
  }
}
select(1)();
const arrow = (flag) => (flag && small) || big;
arrow(true)();
select(2)();
arrow(false)();

early();
function early() {
  declared();
}
function declared() {}
var late = function () {
  inner();
  function inner() {}
};
late();

early();
function early() {
  late();
}
var late = function () {
  inner();
  function inner() {}
};
late();

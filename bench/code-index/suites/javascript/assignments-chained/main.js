function target() {}
let a;
let b;
a = b = target;
a();
function viaB() {
  b();
}
viaB();

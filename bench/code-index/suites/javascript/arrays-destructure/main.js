function a() {}
function b() {}
function c() {}
const [x, , z] = [a, b, c];
x();
z();
function pair() {
  return [b, c];
}
const [left] = pair();
left();
const [head, ...tail] = [a, c];
tail[0]();

function check() {
  return true;
}
function body() {}
function update() {}
function make() {
  return [];
}
outer: for (let i = start(); check(); update()) {
  while (check()) {
    body();
    break outer;
  }
}
function start() {
  return 0;
}
do {
  body();
} while (!check());
switch (start()) {
  case make():
    body();
}
for (const item of make()) body(item);
if (check()) body();
else update();

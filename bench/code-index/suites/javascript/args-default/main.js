function fallback() {}
function custom() {}
function run(action = fallback) {
  action();
}
run();
run(custom);

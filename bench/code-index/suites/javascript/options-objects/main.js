const defaults = {
  onStart() {},
  onStop: stopDefault,
};
function stopDefault() {}
function run(options) {
  const merged = { ...defaults, ...options };
  merged.onStart();
  merged.onStop();
}
function configure(options = {}) {
  const settings = Object.assign({}, defaults, options);
  settings.onStop();
  settings.extra();
}
function extra() {}
run({ onStop() {} });
configure({ extra });

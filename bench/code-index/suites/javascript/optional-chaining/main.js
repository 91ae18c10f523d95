const plugin = {
  hooks: {
    before() {},
  },
};
function done() {}
function run(callback) {
  plugin.hooks?.before?.();
  plugin?.['hooks'].before();
  callback?.();
}
run(done);

function deep() {}
function shallow() {}
const config = { a: { b: { deep } }, shallow };
const {
  a: {
    b: { deep: renamed },
  },
  ...others
} = config;
renamed();
others.shallow();
function first([{ run }]) {
  run();
}
first([{ run: shallow }]);

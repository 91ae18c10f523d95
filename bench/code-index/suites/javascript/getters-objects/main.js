const settings = {
  get logger() {
    return build();
  },
  set level(value) {
    check(value);
  },
};
function build() {
  return { info() {} };
}
function check() {}
settings.logger.info();
settings.level = 3;

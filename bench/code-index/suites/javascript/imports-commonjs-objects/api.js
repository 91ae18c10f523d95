const { helper } = require('./lib');

function open() {
  helper();
}

module.exports = {
  open,
  close() {
    helper();
  },
  nested: { deep: helper },
};

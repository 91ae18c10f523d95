module.exports = function build(name) {
  return {
    run() {
      return name;
    },
  };
};
module.exports.create = () => module.exports('y');

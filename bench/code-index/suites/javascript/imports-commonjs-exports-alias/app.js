const proto = (module.exports = {});
proto.use = function use() {
  this.lazy();
};
proto.lazy = function lazy() {};
exports = module.exports;
exports.listen = function listen() {
  proto.use();
};

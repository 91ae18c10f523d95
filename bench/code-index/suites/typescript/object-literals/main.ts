const api = {
  start(): void {
    this.log();
  },
  log: (): void => {},
  nested: {
    stop: function (): void {},
  },
  helper,
};
function helper(): void {}
api.start();
api.log();
api.nested.stop();
api.helper();
api['start']();

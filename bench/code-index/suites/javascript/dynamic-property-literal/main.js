const api = {
  start() {},
  stop() {},
};
api['start']();
const name = 'stop';
api[name]();

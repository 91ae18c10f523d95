const machine = {
  state: 'idle',
  transitions: {
    idle: {
      start() {
        this.state = 'running';
        enter();
      },
    },
    running: {
      stop() {
        leave();
      },
    },
  },
  send(action) {
    const handler = this.transitions[this.state][action];
    handler.call(this);
  },
};
function enter() {}
function leave() {}
machine.send('start');
machine.send('stop');

function onDone() {}
function onError() {}
function log() {}
function start({ done, error = onError, logger: write = log } = {}) {
  done();
  error();
  write();
}
start({ done: onDone });

function ping() {}
function pong() {}
const table = {};
for (const [key, fn] of [['ping', ping], ['pong', pong]]) {
  table[key] = fn;
}
function call(key) {
  table[key]();
}
call('ping');
call('pong');

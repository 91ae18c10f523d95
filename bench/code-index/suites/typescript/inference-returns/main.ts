class Socket {
  send(): void {}
}
function open() {
  return new Socket();
}
const wrap = () => ({ socket: open(), sockets: [open()] });
function either(flag: boolean) {
  if (flag) return open();
  return undefined;
}
class Pool {
  take() {
    return open();
  }
}
wrap().socket.send();
wrap().sockets[0].send();
either(true)?.send();
new Pool().take().send();
const alias = open;
alias().send();

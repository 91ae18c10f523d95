class Client {
  async load() {
    return new Reply();
  }
}
class Reply {
  text() {}
}
async function pick() {
  return helper;
}
function helper() {}
async function main() {
  const client = new Client();
  const reply = await client.load();
  reply.text();
  const fn = await pick();
  fn();
  const [x, y] = await Promise.all([pick(), client.load()]);
  x();
  y.text();
}
main();

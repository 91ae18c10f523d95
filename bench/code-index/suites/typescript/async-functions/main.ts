class Session {
  close(): void {}
}
interface Store {
  open(): Promise<Session>;
}
async function connect(): Promise<Session> {
  return new Session();
}
async function inferred() {
  return new Session();
}
async function main(store: Store): Promise<void> {
  const a = await connect();
  a.close();
  (await store.open()).close();
  const b = await inferred();
  b.close();
  const [c, d] = await Promise.all([connect(), inferred()]);
  c.close();
  d.close();
}
connect().then((session) => session.close());

class Client {
  get(): void {}
}
interface Context {
  client: Client;
  nested: { other: Client };
}
function handler({ client, nested: { other } }: Context): void {
  client.get();
  other.get();
}
function make(): Context {
  const client = new Client();
  return { client, nested: { other: client } };
}
const { client, ...rest } = make();
client.get();
rest.nested.other.get();
const [first] = [new Client()] as const;
first.get();
handler(make());

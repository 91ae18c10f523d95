/** The forwarder as a script, for a Node; native/helper.c is the same in a packaged app. */
export const FORWARDER_SCRIPT = `(${forward.toString()})()`;

/**
 * Carries connections of loopback to Unix sockets: ADDRESS PORT SOCKET, once or more. Prints the
 * ports when all are listened at, and ends with its standard input. Runs as plain source text: it
 * may use nothing from this module.
 */
function forward(): void {
  const net = process.getBuiltinModule('node:net');
  const events = process.getBuiltinModule('node:events');
  const { pipeline } = process.getBuiltinModule('node:stream');
  const words = process.argv.slice(1);
  const carry = (path: string) =>
    net.createServer({ allowHalfOpen: true }, (client) => {
      const server = net.connect({ path, allowHalfOpen: true });
      pipeline([client, server, client], () => {});
    });
  const listenAt = async (host: string, port: number, path: string): Promise<number[]> => {
    const listener = carry(path);
    listener.listen({ host, port, ipv6Only: host === '::1' });
    try {
      await events.once(listener, 'listening');
    } catch (error) {
      // A machine may be without loopback of IPv6; then 127.0.0.1 is what programs use.
      if (host === '::1') return [];
      throw error;
    }
    const address = listener.address();
    return typeof address === 'object' && address !== null ? [address.port] : [];
  };
  process.stdin.on('end', () => process.exit(0)).resume();
  const all = words.flatMap((host, at) =>
    at % 3 === 0 ? [listenAt(host, Number(words[at + 1]), words[at + 2] ?? '')] : [],
  );
  Promise.all(all).then(
    (ports) => process.stdout.write(`${ports.flat().join(' ')}\n`),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
}

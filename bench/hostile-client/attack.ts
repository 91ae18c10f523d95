import { ATTACKS } from './attacks.ts';

// The hostile client, in a process of its own: attack.ts NAME PAS-PORT RPC-PORT.
const [name = '', pasPort, rpcPort] = process.argv.slice(2);
const attack = ATTACKS[name];
if (attack === undefined) throw new Error(`There is no attack ${name}.`);
attack({ pasPort: Number(pasPort), rpcPort: Number(rpcPort) });
// Sockets that are not read keep no process alive.
setInterval(() => undefined, 60_000);
console.log('begun');

import { BlockList, isIPv6 } from 'node:net';
import type { Place } from '#shared/messages/place.ts';

/** What belongs to this machine. */
export interface OwnMachine {
  /** Ports at which this process listens; null: they cannot be told. */
  ports: ReadonlySet<number> | null;
  /** Addresses of its network interfaces. */
  addresses: ReadonlySet<string>;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Unspecified, link-local, metadata of clouds, multicast, reserved: no place of tests. */
const NEVER = new BlockList();
NEVER.addSubnet('0.0.0.0', 8, 'ipv4');
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addAddress('100.100.100.200', 'ipv4');
NEVER.addAddress('168.63.129.16', 'ipv4');
NEVER.addSubnet('224.0.0.0', 3, 'ipv4');
NEVER.addAddress('::', 'ipv6');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addSubnet('ff00::', 8, 'ipv6');
NEVER.addAddress('fd00:ec2::254', 'ipv6');

/**
 * Why the address that a place's name leads to at this moment is not connected to; null: it may be.
 * Rule PLACE-6.
 */
export function whyNotAddress(address: string, place: Place, own: OwnMachine): string | null {
  const plain = unmapped(address);
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4';
  if (NEVER.check(plain, family)) return `${plain} is an address that nothing may be reached at`;
  const isLoopback = LOOPBACK.check(plain, family);
  if (isLoopback && place.host !== 'localhost')
    return `the name leads to this machine itself (${plain})`;
  if (!isLoopback && !own.addresses.has(plain)) return null;
  if (own.ports === null) return 'it cannot be told which ports are Slipway’s own';
  return own.ports.has(place.port) ? `port ${place.port} of this machine is Slipway’s own` : null;
}

/** An IPv4 address may be written as one of IPv6. */
function unmapped(address: string): string {
  if (!isIPv6(address)) return address;
  const full = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [, high = '', low = ''] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(full) ?? [];
  if (high === '') return full;
  const bytes = [high, low].flatMap((part) => {
    const value = Number.parseInt(part, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}

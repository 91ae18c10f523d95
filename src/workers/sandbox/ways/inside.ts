import { readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatPlace } from '#core/places/read-place.ts';
import type { Place } from '#shared/messages/place.ts';
import type { HelperProgram } from '../helper-program.ts';

/** Where the folder of sockets, and the forwarder, are seen inside. */
const SOCKETS = '/run/slipway-ways';
const PROGRAM = '/run/slipway-forwarder';
const HOSTS = '/etc/hosts';
/** Addresses of the sandbox's own loopback, which no program listens at by itself. */
const PROXY = { address: '127.77.0.1', port: 3128 };
const NAMES = '127.77.1';

/**
 * Starts the forwarder as nobody's child, reads the line that it prints when it listens, then
 * becomes the command. The forwarder's standard input is a pipe that it holds open itself.
 */
const LAUNCH = `exec {hold}<> <(:)
count=$1; shift
forwarder=("\${@:1:count}"); shift "$count"
read -r ports < <("\${forwarder[@]}" <&$hold {hold}>&- &) || {
  echo 'Slipway: the way to what was approved could not be opened' >&2
  exit 126
}
exec {hold}>&-
exec "$@"`;

/** What of the ways is inside the sandbox: what is shown there, and how a command starts. */
export interface WaysInside {
  mounts: string[];
  env: Record<string, string>;
  wrap(argv: readonly string[]): string[];
}

/** `folder` holds a socket for each of `direct`, by its number, `proxy` and `hosts`. */
export function waysInside(
  folder: string,
  {
    direct,
    hasProxy,
    helper,
  }: { direct: readonly Place[]; hasProxy: boolean; helper: HelperProgram },
): WaysInside {
  const hosts = [...new Set(direct.map(({ host }) => host))].filter((host) => host !== 'localhost');
  const addressesOf = ({ host }: Place): string[] =>
    host === 'localhost' ? ['127.0.0.1', '::1'] : [`${NAMES}.${hosts.indexOf(host) + 1}`];
  const forwards = direct.flatMap((place, at) =>
    addressesOf(place).flatMap((address) => [
      address,
      String(place.port),
      join(SOCKETS, String(at)),
    ]),
  );
  if (hasProxy) forwards.push(PROXY.address, String(PROXY.port), join(SOCKETS, 'proxy'));
  const isWhole = helper.needs !== helper.program;
  const program = isWhole ? join(PROGRAM, basename(helper.program)) : PROGRAM;
  const variables = Object.entries(helper.env).map(([name, value]) => `${name}=${value}`);
  // Without the command's own variables: they may tell a Node what to load.
  const words = ['/usr/bin/env', '-i', ...variables, program, ...helper.args, ...forwards];
  return {
    mounts: [
      '--ro-bind',
      folder,
      SOCKETS,
      '--ro-bind',
      realpathSync(helper.needs),
      PROGRAM,
      '--ro-bind',
      join(folder, 'hosts'),
      realpathSync(HOSTS),
    ],
    env: hasProxy ? proxyVariables() : {},
    wrap: (argv) => ['/bin/bash', '-c', LAUNCH, 'ways', String(words.length), ...words, ...argv],
  };
}

/** The machine's table of names, with the approved ones at addresses of the sandbox. */
export function hostsText(direct: readonly Place[]): string {
  const hosts = [...new Set(direct.map(({ host }) => host))].filter((host) => host !== 'localhost');
  const lines = hosts.map((host, at) => `${NAMES}.${at + 1} ${host}`);
  const kept = readFileSync(HOSTS, 'utf8')
    .split('\n')
    .filter((line) => !line.split(/\s+/).some((word) => hosts.includes(word.toLowerCase())));
  return [...lines, ...kept].join('\n');
}

/** What tools of all kinds read; the names that are this sandbox itself are not asked for there. */
function proxyVariables(): Record<string, string> {
  const address = `http://${formatPlace({ host: PROXY.address, port: PROXY.port })}`;
  const none = 'localhost,127.0.0.1,::1';
  return {
    HTTP_PROXY: address,
    HTTPS_PROXY: address,
    http_proxy: address,
    https_proxy: address,
    NO_PROXY: none,
    no_proxy: none,
    NODE_USE_ENV_PROXY: '1',
  };
}

import { existsSync, realpathSync } from 'node:fs';
import { buildBubblewrapArgv, type BubblewrapRequest } from './bubblewrap.ts';
import { bubblewrapAbilities } from './bubblewrap-abilities.ts';
import { coverPrivateSettings } from './cover-private-settings.ts';
import { coverSockets } from './cover-sockets.ts';
import { findClosedFolder } from './find-closed-folder.ts';
import { findSystemProgram } from './find-system-program.ts';
import type { Stand } from './stand-at-checkout.ts';
import { buildSystemCallFilter } from './system-call-filter.ts';

export interface ConfineRequest extends Omit<BubblewrapRequest, 'program' | 'abilities' | 'stand'> {
  stand: Stand | null;
  /** Shown after what covers sockets, since these are sockets. */
  ways?: { mounts: readonly string[] };
}

export type Confined =
  /** What comes before the command's own argv, and the filter that bubblewrap reads. */
  | { kind: 'confined'; argv: string[]; filter: Buffer }
  /** A sentence without an end: why there can be no sandbox. */
  | { kind: 'impossible'; why: string };

/** Everything that confines one command. What must be hidden is looked for anew each time. */
export async function confine(request: ConfineRequest): Promise<Confined> {
  const program = findSystemProgram('bwrap');
  const filter = buildSystemCallFilter(process.arch);
  if (program === null) return impossible('bubblewrap is not installed; install it');
  if (filter === null) {
    return impossible(`there is no filter of system calls for the processor ${process.arch}`);
  }
  const { cwd, stand, confinement } = request;
  const folders = [...(stand?.shown ?? [cwd]), ...confinement.readable, ...confinement.writable];
  const closed = process.getuid?.() === 0 ? firstClosed(folders) : null;
  if (closed !== null) {
    return impossible(
      `in the sandbox the user root may not enter “${closed}”, which belongs to another user; run Slipway as that user`,
    );
  }
  const [abilities, settings] = await Promise.all([
    bubblewrapAbilities(program),
    coverPrivateSettings(),
  ]);
  const argv = buildBubblewrapArgv({ ...request, program, abilities });
  const sockets = await coverSockets(argv, folders);
  if (settings === null || sockets === null) {
    return impossible('not all that it would see could be searched for what must be hidden');
  }
  const covers = [...settings, ...sockets, ...(request.ways?.mounts ?? [])];
  const whole = [...(stand?.prefix ?? []), ...argv.toSpliced(-1, 0, ...covers)];
  return { kind: 'confined', argv: whole, filter };
}

function firstClosed(folders: readonly string[]): string | null {
  for (const each of folders.filter((folder) => existsSync(folder))) {
    const closed = findClosedFolder(realpathSync(each));
    if (closed !== null) return closed;
  }
  return null;
}

function impossible(why: string): Confined {
  return { kind: 'impossible', why };
}

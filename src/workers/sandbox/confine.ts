import { buildBubblewrapArgv, type BubblewrapRequest } from './bubblewrap.ts';
import { disablesUserNamespaces } from './bubblewrap-abilities.ts';
import { coverSockets } from './cover-sockets.ts';
import { findSystemProgram } from './find-system-program.ts';
import { buildSystemCallFilter } from './system-call-filter.ts';

export type ConfineRequest = Omit<BubblewrapRequest, 'program' | 'disablesUserNamespaces'>;

export type Confined =
  /** What comes before the command's own argv, and the filter that bubblewrap reads. */
  | { kind: 'confined'; argv: string[]; filter: Buffer }
  /** A sentence without an end: why there can be no sandbox. */
  | { kind: 'impossible'; why: string };

/** Everything that confines one command. Sockets are looked for anew each time. */
export async function confine(request: ConfineRequest): Promise<Confined> {
  const program = findSystemProgram('bwrap');
  if (program === null) {
    return {
      kind: 'impossible',
      why: 'bubblewrap is not installed; install the package bubblewrap',
    };
  }
  const filter = buildSystemCallFilter(process.arch);
  if (filter === null) {
    const why = `there is no filter of system calls for the processor ${process.arch}`;
    return { kind: 'impossible', why };
  }
  const argv = buildBubblewrapArgv({
    ...request,
    program,
    disablesUserNamespaces: await disablesUserNamespaces(program),
  });
  const { readable, writable } = request.confinement;
  const covers = await coverSockets(argv, [request.cwd, ...readable, ...writable]);
  if (covers === null) {
    return { kind: 'impossible', why: 'its folders could not be searched for sockets' };
  }
  return { kind: 'confined', argv: argv.toSpliced(-1, 0, ...covers), filter };
}

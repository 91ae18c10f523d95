import { join, sep } from 'node:path';

/** What starts the process that reaps. */
export interface ReaperProgram {
  program: string;
  args: string[];
  env: Record<string, string>;
}

/** The folder of an app's package that electron-builder makes, and the one beside it. */
const PACKAGE = /^(.*)[/\\]app\.asar(?:\.unpacked)?[/\\]/;

/**
 * In a packaged app its own small helper (ADR 25): Electron's program is no Node there. Elsewhere
 * the Node or Electron that runs, with a script. Nothing else starts Electron's program as a Node.
 * `place`: path of the running code.
 */
export function reaperProgram(place: string, script: string): ReaperProgram {
  const resources = PACKAGE.exec(place)?.[1];
  if (resources !== undefined) {
    const program = join(resources + sep, 'helper', 'slipway-helper');
    return { program, args: ['reap'], env: {} };
  }
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  return { program: process.execPath, args: ['-e', script], env };
}

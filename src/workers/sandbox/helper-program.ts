import { dirname, join, sep } from 'node:path';

/** What starts a small process of Slipway's own. */
export interface HelperProgram {
  program: string;
  args: string[];
  env: Record<string, string>;
  /** What must be visible for it to start: the program, or the folder that it needs whole. */
  needs: string;
}

/** The folder of an app's package that electron-builder makes, and the one beside it. */
const PACKAGE = /^(.*)[/\\]app\.asar(?:\.unpacked)?[/\\]/;

/**
 * In a packaged app its own small helper (ADR 25): Electron's program is no Node there. Elsewhere
 * the Node or Electron that runs, with a script. Nothing else starts Electron's program as a Node.
 * `place`: path of the running code.
 */
export function helperProgram(
  place: string,
  what: { word: 'reap' | 'forward'; script: string },
): HelperProgram {
  const resources = PACKAGE.exec(place)?.[1];
  if (resources !== undefined) {
    const program = join(resources + sep, 'helper', 'slipway-helper');
    return { program, args: [what.word], env: {}, needs: program };
  }
  const program = process.execPath;
  const needs = process.versions['electron'] === undefined ? program : dirname(program);
  return {
    program,
    args: ['-e', what.script],
    env: { ELECTRON_RUN_AS_NODE: '1' },
    needs,
  };
}

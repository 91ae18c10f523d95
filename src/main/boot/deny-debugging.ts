/** Switches of Chromium by which another program drives or inspects the pages. */
const SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-allow-origins'];

/**
 * Takes away what a debugger would come in by. The fuses of electron-builder.yml do the same for
 * Node's own. Must run before the app is ready.
 */
export function denyDebugging(commandLine: { removeSwitch(name: string): void }): void {
  for (const name of SWITCHES) commandLine.removeSwitch(name);
}

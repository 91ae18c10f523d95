// `npm run dev`: rebuilds on change. With Electron its window reloads; without, the engine restarts
// and the browser page is reloaded by hand.
import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { checkoutEnvironment, inCheckout, node24, root } from './setup/checkout.mjs';
import { findElectron } from './setup/electron.mjs';

await prepare();
const electron = await findElectron();
const vite = inCheckout('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
const programs =
  electron.program === undefined
    ? [
        [vite, 'build', '--watch'],
        ['--watch', inCheckout('dist', 'main', 'serve.js'), ...process.argv.slice(2)],
      ]
    : [[vite, 'dev', '--watch', ...process.argv.slice(2)]];
if (electron.reason !== undefined) console.error(`No desktop window: ${electron.reason}.`);
for (const argv of programs) {
  spawn(node24, argv, { cwd: root, env: checkoutEnvironment(), stdio: 'inherit' });
}
process.on('SIGINT', () => console.error('Stopping …'));

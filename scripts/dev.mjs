// `npm run dev`: rebuilds on change. With Electron its window reloads by itself; without, the engine
// starts again after every build and the browser page is reloaded by hand.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { once } from 'node:events';
import { prepare } from './prepare.mjs';
import { checkoutEnvironment, inCheckout, node24, root } from './setup/checkout.mjs';
import { findElectron } from './setup/electron.mjs';

const args = process.argv.slice(2);
/** Editors write a file in several steps; one build is enough for all of them. */
const quietMs = 300;

function start(argv) {
  return spawn(node24, argv, { cwd: root, env: checkoutEnvironment(), stdio: 'inherit' });
}

function startServer() {
  return start([inCheckout('dist', 'main', 'serve.js'), ...args]);
}

async function restart(server) {
  try {
    await prepare();
  } catch (error) {
    console.error(error.message);
    return server;
  }
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  return startServer();
}

function serveAndRebuild() {
  let server = startServer();
  let timer;
  let work = Promise.resolve();
  const rebuild = async () => {
    server = await restart(server);
  };
  watch(inCheckout('src'), { recursive: true }, (_event, name) => {
    if (name?.includes('.test.')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      work = work.then(rebuild);
    }, quietMs);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.kill('SIGTERM');
      server.once('exit', () => process.exit(0));
    });
  }
}

await prepare();
const electron = await findElectron();
if (electron.program === undefined) {
  console.error(`No desktop window: ${electron.reason}. Serving to the browser.`);
  serveAndRebuild();
} else {
  const vite = inCheckout('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  start([vite, '--watch', '--', ...args]);
}

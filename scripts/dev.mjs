// `npm run dev`: rebuilds on change and starts again after every build: the desktop app where
// Electron is there, otherwise the engine, whose page in the browser is reloaded by hand.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { once } from 'node:events';
import { prepare } from './prepare.mjs';
import { checkoutEnvironment, inCheckout, node24, root } from './setup/checkout.mjs';
import { findElectron } from './setup/electron.mjs';

const args = process.argv.slice(2);
/** Editors write a file in several steps; one build is enough for all of them. */
const quietMs = 300;

await prepare();
const electron = await findElectron();

function start() {
  const [program, argv] =
    electron.program === undefined
      ? [node24, [inCheckout('dist', 'main', 'serve.js'), ...args]]
      : [electron.program, [root, ...args]];
  return spawn(program, argv, { cwd: root, env: checkoutEnvironment(), stdio: 'inherit' });
}

async function restart(app) {
  try {
    await prepare();
  } catch (error) {
    console.error(error.message);
    return app;
  }
  if (app.exitCode === null) {
    app.kill('SIGTERM');
    await once(app, 'exit');
  }
  return start();
}

function runAndRebuild() {
  let app = start();
  let timer;
  let work = Promise.resolve();
  const rebuild = async () => {
    app = await restart(app);
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
      app.kill('SIGTERM');
      app.once('exit', () => process.exit(0));
    });
  }
}

if (electron.reason !== undefined) {
  console.error(`No desktop window: ${electron.reason}. Serving to the browser.`);
}
runAndRebuild();

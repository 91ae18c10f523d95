// `npm start`: installs and builds when needed, then opens Slipway: the desktop window where
// Electron can be had, otherwise the same pages in the browser. Arguments go on to the engine (`--
// --repo DIR`).
import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { checkoutEnvironment, inCheckout, node24, root } from './setup/checkout.mjs';
import { findElectron } from './setup/electron.mjs';
import { hasProgram, run } from './setup/run.mjs';
import { prepare } from './prepare.mjs';

const args = process.argv.slice(2);
/** An Electron that ends sooner than this with an error never opened its window. */
const startLimitMs = 8_000;

function start(program, argv, stdio) {
  const child = spawn(program, argv, { cwd: root, env: checkoutEnvironment(), stdio });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C reaches the child by itself; this keeps the script until the child has ended.
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  }
  return child;
}

function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, message: error.message }));
    child.once('close', (code, signal) => resolve({ code: code ?? (signal ? 0 : 1) }));
  });
}

async function openWindow(program) {
  const started = Date.now();
  const { code } = await ended(start(program, [root, ...args], 'inherit'));
  if (code === 0 || Date.now() - started > startLimitMs) {
    process.exitCode = code;
    return true;
  }
  return false;
}

async function openBrowser(address) {
  const byPlatform = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const opener = byPlatform[process.platform] ?? ['xdg-open'];
  const hasDisplay =
    process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay || !(await hasProgram(opener[0]))) return;
  const child = spawn(opener[0], [...opener.slice(1), address], {
    stdio: 'ignore',
    detached: true,
  });
  child.once('error', (error) => console.error(`The browser did not open: ${error.message}.`));
  child.unref();
}

/** The window's address; where tokens are asked for, with a code that lets this one browser in. */
async function pageAddress({ hmi, data }) {
  if (process.env.SLIPWAY_AUTH !== 'token') return hmi;
  const cli = [node24, inCheckout('dist', 'main', 'cli.js')];
  const { code, output } = await run([...cli, '--data', data, 'token', 'link', '--json']);
  return code === 0 ? JSON.parse(output).url : hmi;
}

async function serve() {
  const server = start(
    node24,
    [inCheckout('dist', 'main', 'serve.js'), '--json', ...args],
    ['inherit', 'pipe', 'inherit'],
  );
  const done = ended(server);
  readline.createInterface({ input: server.stdout }).on('line', (line) => {
    const message = parse(line);
    if (message?.event !== 'listening') {
      console.log(line);
      return;
    }
    console.log(`Slipway is open at ${message.hmi} (Ctrl-C stops it).`);
    void pageAddress(message).then(openBrowser);
  });
  process.exitCode = (await done).code;
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

try {
  await prepare();
  const electron = await findElectron();
  const isOpen = electron.program !== undefined && (await openWindow(electron.program));
  if (!isOpen) {
    const reason = electron.reason ?? 'Electron could not open its window';
    console.error(`No desktop window: ${reason}. Opening Slipway in the browser instead.`);
    await serve();
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

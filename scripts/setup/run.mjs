// Starting programs from scripts.
import { spawn } from 'node:child_process';
import { checkoutEnvironment, root } from './checkout.mjs';

// Programs with a time limit lead their own process group, which Ctrl-C does not reach by itself.
const groups = new Set();

function endGroups() {
  for (const child of groups) killTree(child);
  process.exit(130);
}

function addGroup(child) {
  groups.add(child);
  if (groups.size === 1) for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, endGroups);
}

function removeGroup(child) {
  if (!groups.delete(child) || groups.size > 0) return;
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, endGroups);
}

/**
 * Runs a program in the checkout and resolves with `{ code, output, timedOut }`; never rejects.
 * `show: true` passes its output through as well. A program that cannot be started has code 127.
 */
export function run(argv, { show = false, env = {}, cwd = root, limitMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(argv[0], argv.slice(1), {
      cwd,
      env: checkoutEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: limitMs !== undefined && process.platform !== 'win32',
    });
    if (limitMs !== undefined) addGroup(child);
    let output = '';
    let timedOut = false;
    const timer =
      limitMs &&
      setTimeout(() => {
        timedOut = true;
        killTree(child);
      }, limitMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (show) process.stderr.write(text);
      });
    }
    const finish = (code) => {
      clearTimeout(timer);
      removeGroup(child);
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

function killTree(child) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** True when a program of that name is on PATH. */
export async function hasProgram(name) {
  const { code } = await run(process.platform === 'win32' ? ['where', name] : ['which', name]);
  return code === 0;
}

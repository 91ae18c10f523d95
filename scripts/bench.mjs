// `npm run bench -- NAME …`: runs bench/NAME or bench/NAME/run (.ts or .mjs); without a name, lists
// what there is.
import { existsSync, readdirSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { checkoutEnvironment, inCheckout, node24, root } from './setup/checkout.mjs';

const [name, ...args] = process.argv.slice(2);

function fileOf(benchmark) {
  const endings = ['.ts', '.mjs', '/run.ts', '/run.mjs'];
  return endings
    .map((ending) => inCheckout('bench', benchmark + ending))
    .find((candidate) => existsSync(candidate));
}

function listNames() {
  const names = readdirSync(inCheckout('bench')).map((entry) => entry.replace(/\.(ts|mjs)$/, ''));
  return [...new Set(names)].filter((entry) => fileOf(entry) !== undefined);
}

const file = name === undefined ? undefined : fileOf(name);
if (file === undefined) {
  if (name !== undefined) console.error(`There is no benchmark called ${name}.`);
  console.log(
    `Benchmarks: ${listNames().join(', ') || 'none yet'}. Run one: npm run bench -- NAME`,
  );
  process.exitCode = name === undefined ? 0 : 2;
} else {
  await prepare();
  const child = spawn(node24, [file, ...args], {
    cwd: root,
    env: checkoutEnvironment(),
    stdio: 'inherit',
  });
  child.once('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

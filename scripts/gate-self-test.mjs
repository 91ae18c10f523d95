// Plants known-bad files in a copy of the checkout and requires every gate to refuse each of its
// own, by name. A gate that silently checks nothing is worse than none. Unless `--known-clean` says
// that the gates have just passed in the checkout, they must first pass in the copy.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node24 } from './setup/checkout.mjs';
import { run } from './setup/run.mjs';
import { copyCheckout } from './testing/copy.mjs';
import { gates } from './testing/gates.mjs';
import { plants } from './testing/plants.mjs';

/**
 * Lines around a file's name in which the words of its fault must stand; oxlint puts them above.
 */
const near = 12;

function plant(folder, { file, text, append }) {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  if (append === undefined) writeFileSync(target, text);
  else appendFileSync(target, append);
}

/**
 * One line per fault. With `files` only these are linted, whose own gate has passed over the whole
 * tree: what oxlint's settings ignore is ignored also when it is named.
 */
function lintArgv(argv, files) {
  return [...argv, '--format=unix', ...files];
}

/** Runs the gates two at a time: as many as the smallest machine has cores. */
async function runGates(folder, lintFiles = []) {
  const waiting = gates(folder, node24);
  const results = new Map();
  const work = async () => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      const argv = gate.name === 'lint' ? lintArgv(gate.argv, lintFiles) : gate.argv;
      results.set(gate.name, await run(argv, { cwd: folder, env: { NO_COLOR: '1' } }));
    }
  };
  await Promise.all([work(), work()]);
  return results;
}

function isNamed(output, file, words) {
  const lines = output.split('\n');
  return lines.some(
    (line, at) =>
      line.includes(file) &&
      lines
        .slice(at, at + near)
        .join('\n')
        .includes(words),
  );
}

function faultsOf(results) {
  const faults = [];
  for (const { file, gates: expected } of plants) {
    for (const [gate, words] of Object.entries(expected)) {
      const { code, output } = results.get(gate);
      if (code === 0) faults.push(`${gate} passed although ${file} is wrong`);
      else if (!isNamed(output, file, words))
        faults.push(`${gate} did not name ${file} (${words})`);
    }
  }
  return faults;
}

const isKnownClean = process.argv.includes('--known-clean');
const copy = copyCheckout({ isBuilt: isKnownClean });
try {
  const clean = isKnownClean ? [] : await runGates(copy.folder);
  const red = [...clean].filter(([, { code }]) => code !== 0);
  for (const [name, { output }] of red) console.log(`${name} fails on a clean copy:\n${output}`);
  for (const entry of plants) plant(copy.folder, entry);
  const wrong = plants.filter((entry) => entry.gates.lint !== undefined).map(({ file }) => file);
  const faults = faultsOf(await runGates(copy.folder, wrong));
  for (const fault of faults) console.log(fault);
  const count = plants.reduce((sum, { gates: expected }) => sum + Object.keys(expected).length, 0);
  console.log(
    `${count - faults.length} of ${count} planted faults found, ${red.length} gates red before planting`,
  );
  process.exitCode = faults.length + red.length === 0 ? 0 : 1;
} finally {
  copy.remove();
}

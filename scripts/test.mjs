// `npm test`: everything that must be green, in one go, with one closing line `N passed, N failed`.
// Starts on Node 20 with nothing installed. What cannot be had on this machine is named and fails.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepare } from './prepare.mjs';
import { inCheckout, node24, root } from './setup/checkout.mjs';
import { findBrowser, findProgram, hasPytest, programs } from './setup/requirements.mjs';
import { run } from './setup/run.mjs';
import { gates } from './testing/gates.mjs';
import { countsOutside, crashedFiles, playwrightCounts, vitestCounts } from './testing/reports.mjs';
import { createTally } from './testing/tally.mjs';

const demos = ['scripts/demo-pas.sh', 'scripts/demo-vp.sh'];
const stepLimitMs = 600_000;
const reports = mkdtempSync(path.join(os.tmpdir(), 'slipway-test-'));
const tally = createTally();

async function mustSucceed(argv, options) {
  const { code, output, timedOut } = await run(argv, { limitMs: stepLimitMs, ...options });
  const late = timedOut ? '\nIt did not end within 10 minutes and was stopped.' : '';
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, detail: output + late };
}

async function require(program) {
  if (await findProgram(program)) return { passed: 1, failed: 0 };
  throw new Error(
    `${program.name} is needed for ${program.purpose} and could not be installed: install ${program.debian} and run npm test again.`,
  );
}

async function requireBrowser() {
  const browser = await findBrowser();
  if (browser === null) {
    throw new Error(
      'No Chromium was found or could be installed: run `npx playwright install chromium` and then npm test again.',
    );
  }
  process.env.SLIPWAY_CHROMIUM = browser;
  return { passed: 1, failed: 0, note: browser };
}

async function requirements() {
  for (const program of programs) {
    if (program.platform !== undefined && program.platform !== process.platform) continue;
    await tally.step(`have ${program.name}`, () => require(program));
  }
  await tally.step('have a browser', requireBrowser);
  if (!(await hasPytest())) {
    console.log(
      'note   python3 with pytest is not here: tests on a Python repository are left out',
    );
  }
}

async function runVitest(report, files) {
  const vitest = inCheckout('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return run([node24, vitest, 'run', ...reporters, ...files], { limitMs: stepLimitMs });
}

async function unitTests() {
  const file = path.join(reports, 'vitest.json');
  const ended = await runVitest(file, []);
  const crashed = crashedFiles(ended.output);
  const counts = vitestCounts(file, ended);
  return crashed.length === 0 ? counts : runCrashedAgain(file, crashed, counts);
}

/**
 * Node itself rarely dies of a signal when worker threads and child processes end together. A file whose process did
 * is run once more, and the line says so; failed assertions are never run again.
 */
async function runCrashedAgain(file, crashed, counts) {
  const names = [...new Set(crashed.map((one) => one.file))];
  const others = countsOutside(file, names);
  if (others.failed > 0) return counts;
  const second = path.join(reports, 'vitest-again.json');
  const again = vitestCounts(second, await runVitest(second, names));
  const shown = crashed.map((one) => `${path.relative(root, one.file)} (${one.signal})`).join(', ');
  return {
    passed: others.passed + again.passed,
    failed: again.failed,
    detail: again.detail,
    note: `the process of ${shown} died and its tests were run again`,
  };
}

async function endToEnd() {
  const file = path.join(reports, 'playwright.json');
  const cli = inCheckout('node_modules', '@playwright', 'test', 'cli.js');
  const config = inCheckout('e2e', 'playwright.config.ts');
  const ended = await run([node24, cli, 'test', '--config', config, '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    limitMs: stepLimitMs,
  });
  const shell = /^shell: .*$/m.exec(ended.output)?.[0];
  const counts = playwrightCounts(file, ended);
  return shell === undefined ? counts : { ...counts, note: shell };
}

async function main() {
  if (!(await tally.step('install', () => done(prepare({ installOnly: true }))))) return;
  await requirements();
  for (const { name, argv } of gates(root, node24)) {
    await tally.step(name, () => mustSucceed(argv));
  }
  await tally.step('gate self-test', () =>
    mustSucceed([node24, inCheckout('scripts', 'gate-self-test.mjs')]),
  );
  const isBuilt = await tally.step('build', () => done(prepare({ force: true })));
  await tally.step('unit and integration', unitTests);
  if (!isBuilt) return;
  for (const demo of demos) {
    if (existsSync(inCheckout(demo))) {
      await tally.step(demo, () => mustSucceed(['bash', inCheckout(demo)]));
    }
  }
  await tally.step('e2e', endToEnd);
}

async function done(work) {
  await work;
  return { passed: 1, failed: 0 };
}

await main();
rmSync(reports, { recursive: true, force: true });
console.log(tally.closingLine());
process.exitCode = tally.hasFailed() ? 1 : 0;

// `npm run torture -- schemathesis [EXAMPLES]`: an outside generator of requests, Schemathesis,
// reads the three services' OpenAPI documents and sends a synthetic engine what it makes of
// examples and bounds, and EXAMPLES random requests an operation. `npm test` sends one.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { inCheckout } from '../../scripts/setup/checkout.mjs';
import { run } from '../../scripts/setup/run.mjs';
import { findSchemathesis } from '../../scripts/setup/schemathesis.mjs';
import { makeTemporary } from '../../scripts/setup/temporary-folder.mjs';
import { faultsOf } from './judge-report.mjs';

const config = path.join(import.meta.dirname, 'schemathesis.toml');
const examples = process.argv[2] ?? '50';
/** Only ends what hangs. */
const limitMs = 3_600_000;

/** A repository with something to index. */
function makeRepository(repo) {
  mkdirSync(repo);
  writeFileSync(path.join(repo, 'sum.js'), 'export const sum = (a, b) => a + b;\n');
  const git = (...args) => execFileSync('git', args, { cwd: repo, stdio: 'ignore' });
  git('init');
  git('add', '.');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-m', 'Begin');
  return repo;
}

/** The addresses of an engine of its own, and its process. */
async function serve(folder) {
  const ports = ['pas', 'plms', 'rag', 'rpc', 'hmi'].flatMap((name) => [`--${name}-port`, '0']);
  const args = ['serve', '--synthetic', '--time-scale', '1000', '--seed', '7', '--json'];
  const repo = makeRepository(path.join(folder, 'repository'));
  const data = path.join(folder, 'data');
  const engine = spawn(
    inCheckout('bin', 'vp'),
    [...args, ...ports, '--data', data, '--repo', repo],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Nothing is opened on anybody's screen.
      env: { ...process.env, LAUNCH_EDITOR: '/bin/true' },
    },
  );
  for await (const line of createInterface({ input: engine.stdout }))
    return { engine, addresses: JSON.parse(line) };
  throw new Error('the engine did not start; npm run build comes first');
}

/** Sends a service its requests; resolves with one line, or throws what is wrong. */
async function test(service, { program, address, folder }) {
  const document = `${address}/openapi.json`;
  const report = path.join(folder, `${service}.json`);
  const settings = ['--max-examples', examples, '--seed', '7', '--request-timeout', '120'];
  const phases = ['--phases', 'examples,coverage,fuzzing'];
  const output = ['--report', 'json', '--report-json-path', report];
  const { paths } = await (await fetch(document)).json();
  const argv = [program, '--config-file', config, 'run', document];
  const ended = await run([...argv, ...settings, ...phases, ...output], { cwd: folder, limitMs });
  const operations = Object.values(paths).flatMap((item) => Object.keys(item)).length;
  const { faults, requests } = faultsOf(readFileSync(report, 'utf8'), { operations });
  const words = `${service}: ${requests} requests to ${operations} operations`;
  if (ended.code === 0 && faults.length === 0) return console.log(`${words}, none wrong`);
  console.error(ended.output);
  console.error(`${words}: ${faults.join('; ') || `exit code ${ended.code}`}`);
  process.exitCode = 1;
}

const program = await findSchemathesis().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const folder = makeTemporary();
const { engine, addresses } = await serve(folder);
try {
  const services = ['pas', 'plms', 'rag'];
  await Promise.all(
    services.map((name) => test(name, { program, address: addresses[name], folder })),
  );
} finally {
  engine.kill('SIGTERM');
  await new Promise((resolve) => void engine.once('close', resolve));
}

// `npm run torture -- schemathesis [EXAMPLES]`: an outside generator of requests, Schemathesis,
// reads the three services' OpenAPI documents and sends EXAMPLES requests an operation to a
// synthetic engine. It needs Python with venv, and installs the pinned version in a cache folder.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const VERSION = '4.32.0';
const root = path.resolve(import.meta.dirname, '..', '..');
const config = path.join(import.meta.dirname, 'schemathesis.toml');
// Streams do not end; they have tests of their own.
const STREAMS = '/(events|stream)$';
const examples = process.argv[2] ?? '50';

function must(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? status}`);
}

/** The program, installed once. */
function install() {
  const home = path.join(root, 'node_modules', '.cache', `schemathesis-${VERSION}`);
  const program = path.join(home, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  mkdirSync(path.dirname(home), { recursive: true });
  must('python3', ['-m', 'venv', home]);
  must(path.join(home, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
  return program;
}

/** The addresses of an engine of its own, and its process. */
async function serve(folder) {
  const ports = ['pas', 'plms', 'rag', 'rpc', 'hmi'].flatMap((name) => [`--${name}-port`, '0']);
  const args = ['serve', '--synthetic', '--time-scale', '1000', '--seed', '7', '--json'];
  const engine = spawn(path.join(root, 'bin', 'vp'), [...args, '--data', folder, ...ports], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: engine.stdout }))
    return { engine, addresses: JSON.parse(line) };
  throw new Error('the engine did not start; npm run build comes first');
}

const program = install();
const folder = mkdtempSync(path.join(tmpdir(), 'slipway-schemathesis-'));
const { engine, addresses } = await serve(path.join(folder, 'data'));
try {
  for (const service of ['pas', 'plms', 'rag']) {
    const document = `${addresses[service]}/openapi.json`;
    const settings = `--max-examples ${examples} --seed 7 --phases coverage,fuzzing`.split(' ');
    const args = ['--config-file', config, 'run', document, '--exclude-path-regex', STREAMS];
    const { status } = spawnSync(program, [...args, ...settings], {
      stdio: 'inherit',
      cwd: folder,
    });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  engine.kill('SIGTERM');
  await new Promise((resolve) => void engine.once('close', resolve));
  rmSync(folder, { recursive: true, force: true });
}

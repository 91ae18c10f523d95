// `node scripts/record-main-job.mjs` records docs/main-job.cast (asciicast v2): the real `vp` on a
// terminal, from a repository with a red test to a merged green branch. It all happens in /tmp/shop
// and /tmp/shop-home, which must not be there before and are gone afterwards. Needs Linux with
// `script` of util-linux, git, jq and bubblewrap.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './prepare.mjs';
import { inCheckout } from './setup/checkout.mjs';

const size = { width: 110, height: 36 };
const repository = '/tmp/shop';
const home = '/tmp/shop-home';
const data = path.join(home, '.local/share/slipway');
const PROMPT = '~/shop $ ';
const DONE = 'the main job is done';
const LIMIT_MS = 300_000;
const files = {
  'package.json': '{ "name": "shop", "type": "module", "scripts": { "test": "node --test" } }\n',
  'price.js': 'export const withTax = (net, rate) => net - net * rate;\n',
  'price.test.js': `import test from 'node:test';
import assert from 'node:assert';
import { withTax } from './price.js';

test('adds the tax', () => assert.equal(withTax(100, 0.2), 120));
test('leaves an untaxed price alone', () => assert.equal(withTax(100, 0), 100));
`,
};
/** What is typed, each at the prompt; a question in between is answered by Enter. */
const session = [
  'cat price.js',
  'vp new --name shop',
  'vp start --budget 1 --follow',
  "cd $(vp --json status | jq -r .run.worktree_path) && sed -i 's/net - net/net + net/' price.js; cd ~-",
  'vp rerun --failed',
  'vp status --watch',
  'vp diff',
  'vp merge',
  `git log --oneline && node --test > /dev/null && echo ${DONE}`,
];
const environment = {
  HOME: home,
  PATH: [inCheckout('bin'), inCheckout('node_modules/node/bin'), '/usr/bin', '/bin'].join(':'),
  TERM: 'xterm-256color',
  LANG: 'C.UTF-8',
  PS1: PROMPT,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_PAGER: 'cat',
};

function git(...args) {
  const { status, stderr } = spawnSync('git', args, { cwd: repository, env: environment });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${String(stderr)}`);
}

function makeRepository() {
  for (const folder of [repository, home]) mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(repository, name), text);
  }
  git('config', '--global', 'user.name', 'You');
  git('config', '--global', 'user.email', 'you@example.org');
  git('init', '--quiet', '-b', 'main');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'Begin the shop');
}

/** Plays the session; resolves with the lines of the cast. */
async function play() {
  const shell = `stty cols ${size.width} rows ${size.height}; exec bash --norc --noprofile -i`;
  const options = { cwd: repository, env: environment, stdio: ['pipe', 'pipe', 'inherit'] };
  const child = spawn('script', ['-qefc', shell, '/dev/null'], options);
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const began = performance.now();
  const lines = [JSON.stringify({ version: 2, ...size, env: { TERM: environment.TERM } })];
  const left = [...session];
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    lines.push(
      JSON.stringify([Number(((performance.now() - began) / 1000).toFixed(3)), 'o', text]),
    );
    said += text;
    // Behind a question the cursor is moved.
    const isAsked = said.slice(-12).includes('[Y/n] ');
    if (!isAsked && !said.endsWith(PROMPT)) return;
    const next = isAsked ? '' : (left.shift() ?? 'exit');
    said = '';
    child.stdin.write(`${next}\n`);
  });
  let all = '';
  child.stdout.on('data', (text) => (all += text));
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(limit);
  if (!all.includes(`\n${DONE}`)) throw new Error(`The session did not end as it should:\n${all}`);
  return lines;
}

function stopEngine() {
  const discovery = path.join(data, 'discovery.json');
  if (!existsSync(discovery)) return;
  const { pid } = JSON.parse(readFileSync(discovery, 'utf8'));
  spawnSync('sh', ['-c', `kill ${pid}; while kill -0 ${pid}; do sleep 0.1; done`]);
}

if (existsSync(repository) || existsSync(home)) {
  console.error(`${repository} or ${home} is there already: move it away and run this again.`);
  process.exit(2);
}
await prepare();
try {
  makeRepository();
  const lines = await play();
  writeFileSync(inCheckout('docs', 'main-job.cast'), `${lines.join('\n')}\n`);
  console.log(`docs/main-job.cast: ${lines.length} events`);
} finally {
  stopEngine();
  for (const folder of [repository, home]) rmSync(folder, { recursive: true, force: true });
}

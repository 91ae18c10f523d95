import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRng } from '#core/estimate/seeded-rng.ts';
import { parseShape } from '#core/secrets/parse-shape.ts';
import { TOKEN_SHAPES } from '#core/secrets/shape-patterns.ts';
import { draw, samplesOfAllKinds } from '#core/secrets/testing/sample-tokens.ts';
import { makeRepository, type TestRepository } from '../testing/make-repository.ts';
import type { Answer, Services } from '../testing/open-services.ts';

/** `npm run torture -- secrets` sends 500. */
const COUNT = Number(process.env['SLIPWAY_S8_CANARIES'] ?? 60);
const rng = seededRng(11);

/** A made-up secret, and the text that it is sent in. */
interface Canary {
  value: string;
  text: string;
  /** Found in base64, hexadecimal and percent-encoded text, too. */
  isFoundEncoded: boolean;
}

const known = (): Canary => {
  const value = `${draw(rng, 'A', 9)}"/+& ${draw(rng, 'A', 9)}7z`;
  return { value, text: value, isFoundEncoded: true };
};
const inEnvironment = known();
const inDotenv = known();
const inRemote = { ...known(), value: `p7${draw(rng, 'A', 18)}` };
inRemote.text = inRemote.value;
const KNOWN = [inEnvironment, inDotenv, inRemote];

const isFoundEncoded = (kind: string): boolean =>
  (TOKEN_SHAPES[kind] ?? []).length > 0 &&
  (TOKEN_SHAPES[kind] ?? []).every((notation) => {
    const { before, anchor } = parseShape(kind, notation);
    return before === null && anchor.length >= 4;
  });

function canariesOfShapes(count: number): Canary[] {
  const made: Canary[] = [];
  while (made.length < count)
    for (const { kind, token, text } of samplesOfAllKinds(rng)) {
      // Quick forms take a few of each table, not its first ones.
      if (count < 200 && rng.next() > 0.2) continue;
      if (!/\d/.test(token) || !/[a-z]/i.test(token)) continue;
      made.push({ value: token, text, isFoundEncoded: isFoundEncoded(kind) });
    }
  return made.slice(0, count);
}
const canaries: Canary[] = [...KNOWN, ...canariesOfShapes(COUNT - KNOWN.length)];

/** What must be found nowhere: each secret as it is and as programs encode it. */
const needles = canaries.flatMap(({ value, isFoundEncoded: encoded }) => {
  const bytes = Buffer.from(value);
  // The end of base64 depends on what follows, three characters at most.
  const base64 = bytes.toString('base64').replace(/=+$/, '').slice(0, -1);
  return encoded ? [value, base64, bytes.toString('hex')] : [value];
});
needles.push(...KNOWN.map(({ value }) => encodeURIComponent(value)));

const REPOSITORY = {
  'package.json': JSON.stringify({
    name: 'leaky',
    type: 'module',
    scripts: { test: 'node --test' },
  }),
  'leak.js': `import { readFileSync, writeSync } from 'node:fs';
const pieces = (text) => { for (let at = 0; at < text.length; at += 5) writeSync(1 + (text.length % 2), text.slice(at, at + 5)); };
for (const { text, isFoundEncoded } of JSON.parse(readFileSync('canaries.json', 'utf8'))) {
  pieces(\`plain \${text} end\\n\`);
  writeSync(1, JSON.stringify({ text }) + '\\n');
  if (!isFoundEncoded) continue;
  for (const ahead of ['', ' ', '  ']) pieces(Buffer.from(ahead + text + ' ').toString('base64').replace(/.{76}/g, '$&\\n') + '\\n');
  pieces(Buffer.from(text).toString('hex') + '\\n');
  pieces(encodeURIComponent(text) + '\\n');
}
process.exit(3);
`,
  'leak.test.js': `import test from 'node:test';
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
for (const { text } of JSON.parse(readFileSync('canaries.json', 'utf8')))
  test('refuses ' + text, () => assert.fail('because of ' + text));
`,
  'canaries.json': JSON.stringify(canaries),
  'src/settings.js': canaries
    .map(
      ({ text }, at) =>
        `export function setting${at}(value = ${JSON.stringify(text)}) { return value; }\n`,
    )
    .join(''),
};

let services: Services;
let repo: TestRepository;
const answers: string[] = [];

const keep = (answer: Answer): Answer => {
  answers.push(answer.text, JSON.stringify(answer.headers));
  return answer;
};
const post = async (path: string, body: unknown): Promise<Answer> =>
  keep(await services.post(path, body));
const get = async (path: string): Promise<Answer> => keep(await services.get(path));

beforeAll(async () => {
  process.env['CANARY_TOKEN'] = inEnvironment.value;
  // The process's environment is read when its masker is made.
  const { openServices } = await import('../testing/open-services.ts');
  repo = makeRepository(REPOSITORY);
  writeFileSync(join(repo.path, '.git/info/exclude'), '.env\n');
  writeFileSync(join(repo.path, '.env'), `CANARY_DB_PASSWORD='${inDotenv.value}'\n`);
  for (const { value } of canaries
    .filter(({ value: name }) => /^[\w.-]{8,200}$/.test(name))
    .slice(0, 20))
    repo.write({ [`src/${value}.js`]: 'export const named = 1;\n' });
  repo.commit('Name files', {});
  repo.git('remote', 'add', 'origin', `https://bob:${inRemote.value}@example.org/a.git`);
  const dataDir = mkdtempSync(join(tmpdir(), 'slipway-canaries-'));
  services = await openServices({ index: true, repo: repo.path, dataDir });
});
afterAll(async () => {
  delete process.env['CANARY_TOKEN'];
  rmSync(services.dataDir, { recursive: true, force: true });
  rmSync(join(repo.path, '..'), { recursive: true, force: true });
});

/** Every secret through cards, results, receipts, names and refusals; two runs print them all. */
async function sendEverything(): Promise<void> {
  const project = await post('/api/projects', {
    name: `p ${canaries[3]?.text}`,
    description: canaries
      .map(({ text }) => text)
      .join(' ')
      .slice(0, 9000),
    repo: repo.path,
    initial_context: canaries
      .map(({ text }) => text)
      .join('\n')
      .slice(0, 90_000),
  });
  expect(project.status, project.text).toBe(201);
  const id = Number(project.body['project_id']);
  const card = (run: string, more: object) =>
    post('/pas/v1/jobcards', {
      project_id: id,
      run_id: run,
      lane: 'Code-Impl',
      priority: 0.5,
      ...more,
    });
  for (const [at, { text }] of canaries.entries()) {
    await card('outside', {
      kind: 'external',
      payload: { title: `t ${text}`, goal: text, note: { [text]: text, list: [text] } },
    });
    if (at % 10 !== 0) continue;
    await post('/pas/v1/runs/start', {
      project_id: id,
      run_id: text.slice(0, 190),
      run_kind: text,
    });
    await get(`/pas/v1/runs/status?run_id=${encodeURIComponent(text.slice(0, 190))}`);
    await get(`/nowhere/${encodeURIComponent(text)}`);
    await post('/api/repositories', { path: `/none/${text}` });
    await post('/pas/v1/jobcards', { lane: text, project_id: id, run_id: 'x' });
  }
  await card('loud', { payload: { command: ['node', 'leak.js'] } });
  await card('loud', { payload: { step: 'test' } });
  await card('loud', { payload: { command: ['node', 'leak.js', canaries[5]?.text] } });
  for (const run of ['loud', 'outside'])
    await post('/pas/v1/runs/start', { project_id: id, run_id: run, run_kind: 'baseline' });
  await services.runIn('loud', ['completed', 'failed', 'needs_review']);
  const outside = await get('/pas/v1/tasks?run_id=outside');
  const tasks = (outside.body['tasks'] ?? []) as { task_id: string }[];
  for (const [at, { text }] of canaries.entries())
    await post('/pas/v1/receipts', {
      task_id: tasks[at % Math.max(1, tasks.length)]?.task_id ?? 'none',
      run_id: 'outside',
      lane: 'Code-Impl',
      provider: text.slice(0, 150),
      tokens_in: 1,
      tokens_out: 1,
      time_ms: 5,
      cost_usd: 0,
      status: at % 2 === 0 ? 'failed' : 'succeeded',
      artifacts_path: text,
    });
}

async function askEverything(): Promise<void> {
  for (const run of ['loud', 'outside']) {
    const status = await get(`/pas/v1/runs/status?run_id=${run}`);
    await get(`/pas/v1/tasks?run_id=${run}`);
    await get(`/pas/v1/runs/logs?run_id=${run}`);
    await get(`/pas/v1/runs/receipts?run_id=${run}`);
    await get(`/pas/v1/runs/passport?run_id=${run}`);
    for (const { task_id: task } of (status.body['tasks'] ?? []) as { task_id: string }[]) {
      await get(`/pas/v1/tasks/${task}`);
    }
  }
  await get('/api/projects');
  const { rag } = services.engine.handlers;
  const call = { actor: 'local', requester: 'local_user' } as const;
  await rag.refreshIndex({}, call);
  for (const [at, { text }] of canaries.entries()) {
    if (at % 8 !== 0) continue;
    const asked = [
      { kind: 'nearest_neighbors', snippet: `setting${at} ${text}`, k: 20 },
      { kind: 'where_defined', symbol: `setting${at}`, k: 20 },
      { kind: 'where_defined', symbol: 'named', k: 100 },
    ];
    for (const question of asked)
      answers.push(JSON.stringify(await rag.queryIndex(question as never, call).catch(String)));
  }
  answers.push(JSON.stringify(await rag.indexHealth({}, call)));
  answers.push(JSON.stringify(await rag.snapshotIndex({}, call)));
}

/** Every file of the data folder but the worktrees, which are the repository itself. */
function writtenFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('worktrees') && statSync(join(folder, name)).isFile())
    .map((name) => join(folder, name));
}

/** All text of a database, row by row: on disk a long one may lie on several pages. */
function rowsOf(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[];
    return tables
      .filter((name) => !name.startsWith('words'))
      .flatMap((name) => db.prepare(`SELECT * FROM "${name}"`).raw().all() as unknown[][])
      .map((row) =>
        row
          .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
          .join('\n'),
      )
      .join('\n');
  } finally {
    db.close();
  }
}

const leaksIn = (where: string, text: string): string[] =>
  needles.filter((needle) => text.includes(needle)).map((needle) => `${where}: ${needle}`);

describe('S8 canaries through every path', () => {
  it('are found nowhere: not in the data folder, the ledger, the logs or an answer', async () => {
    await sendEverything();
    await askEverything();
    const events = JSON.stringify(
      services.engine.spine.store.reader.prepare('SELECT * FROM events').all(),
    );
    await services.close();
    const files = writtenFiles(services.dataDir);
    const leaks = [
      ...answers.flatMap((answer) => leaksIn('answer', answer)),
      ...leaksIn('events', events),
      ...services.errors.flatMap((line) => leaksIn('log', line)),
      ...files.flatMap((file) => leaksIn(file, readFileSync(file, 'latin1'))),
      ...files
        .filter((file) => file.endsWith('.db'))
        .flatMap((file) => leaksIn(file, rowsOf(file))),
    ];
    console.log(
      `${canaries.length} canaries, ${needles.length} spellings, ${answers.length / 2} answers, ${files.length} files: ${leaks.length} found`,
    );
    expect(leaks.slice(0, 20)).toEqual([]);
    // The paths did carry something.
    const logs = files
      .filter((file) => file.endsWith('.jsonl'))
      .map((file) => readFileSync(file, 'utf8'));
    expect(logs.join('').split('[secret:').length).toBeGreaterThan(canaries.length * 2);
    expect(events).toContain('[secret:');
    expect(answers.join('')).toContain('[secret:');
    expect(
      execFileSync('grep', ['-rl', 'worktrees', services.dataDir], { encoding: 'utf8' }),
    ).not.toBe('');
  });
});

// R9: the built engine for a long time with eight live runs on a real repository, 1,000 stored ones
// and the window open in Chromium.
//
//   npm run torture -- soak [minutes, default 60]
//
// SOAK_LEAK=1 makes the engine leak; then the bars must not hold.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { seedLedger } from '../http-load/seed-ledger.ts';
import { createPoster } from '../measure/post-json.ts';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { startServe, type ServeProcess } from '../measure/serve-process.ts';
import { judgeSoak, type Sample } from './judge-soak.ts';

const COUNTER = fileURLToPath(new URL('count-spawns.mjs', import.meta.url));
const LIVE = 8;
const STORED = 1000;
const TASKS_PER_RUN = 20;
/**
 * A command works and prints for this long. Each run gets its next one a little sooner, since a run
 * without an open card is settled.
 */
const WORKS_S = 40;
const NEXT_S = 38;
const LOOK_MS = 5000;
/** Until every run has had a few tasks, caches fill. */
const WARM_SHARE = 0.25;

const minutes = Number(process.argv[2] ?? 60);
const WORK = `
const lines = setInterval(() => console.log('at work', process.uptime()), 1000);
setTimeout(() => clearInterval(lines), ${WORKS_S * 1000});
`;

function makeRepository(folder: string): string {
  const repo = join(folder, 'project');
  mkdirSync(join(repo, 'src'), { recursive: true });
  writeFileSync(join(repo, 'work.js'), WORK);
  for (let n = 0; n < 200; n += 1)
    writeFileSync(join(repo, 'src', `part${n}.js`), `export const part${n} = () => ${n};\n`);
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
    execFileSync('git', [...who, ...args], { cwd: repo });
  };
  git('init', '--quiet', '-b', 'main');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'Begin');
  return repo;
}

/** Gives each live run its next card until the time is over. */
async function keepAlive(pas: string, repo: string, endMs: number): Promise<void> {
  const { post, close } = createPoster(pas);
  const runs = Array.from({ length: LIVE }, (_, n) => ({
    project_id: 900 + n,
    run_id: `live-${n}`,
  }));
  const payload = { repo, command: ['node', 'work.js'], title: 'Work for a while' };
  const give = async (run: (typeof runs)[number]): Promise<void> => {
    // The lanes have six and four places.
    const lane = run.project_id < 905 ? 'Code-Impl' : 'Code-API-Design';
    await post('/pas/v1/jobcards', { ...run, lane, payload });
  };
  for (const run of runs) {
    await give(run);
    await post('/pas/v1/runs/start', run);
  }
  while (Date.now() < endMs) {
    for (const run of runs) {
      await give(run);
      await wait((NEXT_S * 1000) / LIVE);
    }
  }
  close();
}

function look({ pid }: ServeProcess, spawns: string, beganMs: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const programs = readFileSync(spawns, 'utf8').split('\n');
  return {
    atS: (Date.now() - beganMs) / 1000,
    rssMb: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    gits: programs.filter((name) => name === 'git').length,
  };
}

async function soak(folder: string): Promise<boolean> {
  const [data, spawns] = [join(folder, 'data'), join(folder, 'spawns')];
  mkdirSync(data);
  writeFileSync(spawns, '');
  await seedLedger(data, { runs: STORED, tasksPerRun: TASKS_PER_RUN, openRuns: 0 });
  const repo = makeRepository(folder);
  const service = await startServe(data, {
    args: ['--repo', repo],
    nodeArgs: ['--import', COUNTER],
    // An index that begins to rest gives memory and descriptors back, which would hide a leak.
    env: { SOAK_SPAWNS: spawns, SLIPWAY_INDEX_REST_SECONDS: '86400' },
  });
  const executablePath = process.env['SLIPWAY_CHROMIUM'];
  const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
    await page.goto(service.hmi);
    const beganMs = Date.now();
    const endMs = beganMs + minutes * 60_000;
    const living = keepAlive(service.pas, repo, endMs);
    await wait(minutes * 60_000 * WARM_SHARE);
    await page.goto(`${service.hmi}/#/run/live-0?view=timeline`);
    const samples: Sample[] = [];
    for (; Date.now() < endMs; await wait(LOOK_MS)) samples.push(look(service, spawns, beganMs));
    await living;
    const bars = judgeSoak(samples);
    console.log(
      `${minutes} minutes, ${samples.length} looks after ${WARM_SHARE * minutes} of them`,
    );
    printTable(bars.map(({ holds, ...bar }) => ({ ...bar, holds: holds ? 'yes' : 'NO' })));
    return bars.every(({ holds }) => holds);
  } finally {
    await browser.close();
    await service.stop();
  }
}

await inScratchFolder(async (folder) => {
  process.exitCode = (await soak(folder)) ? 0 : 1;
});

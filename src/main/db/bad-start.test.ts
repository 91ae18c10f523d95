import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotServed, SERVE_ENTRY, spawnServe } from '../testing/spawn-serve.ts';
import { damagePages } from '../testing/damage-pages.ts';
import { makeDataDir, startTestEngine } from '../testing/start-test-engine.ts';

let dataDir: string;
const at = (name: string): string => join(dataDir, name);
beforeEach(() => {
  dataDir = makeDataDir();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** A data folder that an engine has worked in, with one run. */
async function used(): Promise<void> {
  const engine = await startTestEngine({ dataDir });
  await engine.pas.submitJobcard({ project_id: 1, run_id: 'r', lane: 'Code-Impl' });
  await engine.pas.startRun({ project_id: 1, run_id: 'r' });
  await engine.untilRun('r', 'completed', 'needs_review');
  const { store } = engine.engine.spine;
  await store.copy({ dataDir, nowMs: Date.now(), check: async () => null });
  await engine.stop();
}

/** What `vp serve` says when it cannot start: one line, and no stack. */
async function refusalOf(folder: string): Promise<string> {
  const refused = await spawnServe(folder).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(NotServed);
  const [, said = ''] = /^serve ended with 1: (.*)\n$/s.exec((refused as NotServed).message) ?? [];
  expect(said).not.toMatch(/\n|at \S+ \(|node:internal/);
  return said;
}

describe('a start that cannot be: one sentence and a way out, never a stack, never a new ledger', () => {
  test('a data folder that is a file, or lies below one', async () => {
    writeFileSync(at('file'), 'mine');
    expect(await refusalOf(at('file'))).toMatch(/it is a file\. Move the file away, or choose/);
    expect(await refusalOf(at('file/below'))).toMatch(/is a file\. Move the file away, or choose/);
    expect(readFileSync(at('file'), 'utf8')).toBe('mine');
  });

  test('a damaged ledger, and the repair that the sentence names', async () => {
    await used();
    damagePages(at('ledger.db'));
    writeFileSync(at('ledger.db-wal'), '');
    truncateSync(at('ledger.db'), 40_000);
    const before = readFileSync(at('ledger.db'));
    expect(await refusalOf(dataDir)).toMatch(/ledger\.db is damaged .*vp doctor --repair/);
    expect(readFileSync(at('ledger.db')).equals(before)).toBe(true);
    const said = execFileSync(process.execPath, [SERVE_ENTRY, '--repair', '--data', dataDir]);
    expect(String(said)).toMatch(/The copy of .* was put in the ledger's place: 1 run, 1 task\./);
    const engine = await startTestEngine({ dataDir });
    expect(await engine.pas.runStatus({ run_id: 'r' })).toMatchObject({ tasks_total: 1 });
    await engine.stop();
  });

  test.each(['missing', 'empty'])('a ledger that is %s beside old data', async (how) => {
    await used();
    for (const ending of ['-wal', '-shm']) rmSync(at(`ledger.db${ending}`), { force: true });
    if (how === 'missing') rmSync(at('ledger.db'));
    else truncateSync(at('ledger.db'), 0);
    const said = await refusalOf(dataDir);
    expect(said).toMatch(`ledger.db is ${how}, although the folder has`);
    expect(said).toMatch(/`vp doctor --repair` restores the copy of \d{4}-.* choose another one/);
    const again = await refusalOf(dataDir);
    expect(again).toBe(said);
  });

  test('a damaged lock holds nobody up, and one that is held still holds', async () => {
    writeFileSync(at('engine.lock'), 'x'.repeat(5000));
    const engine = await startTestEngine({ dataDir });
    await expect(startTestEngine({ dataDir })).rejects.toMatchObject({ code: 'already_started' });
    await engine.stop();
    rmSync(at('engine.lock'));
    mkdirSync(at('engine.lock'));
    expect(await refusalOf(dataDir)).toMatch(/cannot be written: its lock .* Make folder and file/);
  });

  test('a repair while an engine runs is refused', async () => {
    const engine = await startTestEngine({ dataDir });
    const repair = () =>
      execFileSync(process.execPath, [SERVE_ENTRY, '--repair', '--data', dataDir], {
        stdio: 'pipe',
      });
    expect(repair).toThrow(
      /A Slipway engine runs on .* Stop it, then run vp doctor --repair again/,
    );
    await engine.stop();
  });

  test('a disk that is full at the start', async () => {
    const limited = { command: ['prlimit', '--fsize=0'] };
    const refused = await spawnServe(at('data'), limited).catch((error: unknown) => String(error));
    expect(refused).toMatch(/leave some space on the disk|Free some/);
    expect(refused).not.toMatch(/node:internal/);
  });

  test.runIf(process.getuid?.() === 0)(
    'a folder that is not ours to write, as a plain user (only root can become one)',
    async () => {
      chmodSync(dataDir, 0o755);
      const asNobody = { command: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] };
      for (const folder of [dataDir, at('new')]) {
        const refused = await spawnServe(folder, asNobody).catch((error: unknown) => String(error));
        expect(refused).toMatch(
          /serve ended with 1: .*(cannot be written|cannot be made).* or choose another/,
        );
        expect(refused).not.toMatch(/node:internal/);
      }
      chownSync(dataDir, 65534, 65534);
    },
  );
});

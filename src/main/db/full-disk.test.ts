import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '#shared/assert.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditLedger } from '../testing/audit-ledger.ts';
import { spawnServe, type Served } from '../testing/spawn-serve.ts';
import { makeDataDir } from '../testing/start-test-engine.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = makeDataDir();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/**
 * Lets the kernel refuse every write beyond the first bytes of a file (EFBIG), as a full disk
 * would; null lifts it.
 */
function limitFiles(served: Served, bytes: number | null): void {
  const limit = `--fsize=${bytes ?? 'unlimited'}:unlimited`;
  execFileSync('prlimit', ['--pid', String(served.pid), limit]);
}

async function untilSaid(served: Served, text: string): Promise<void> {
  const stderr = must(served.process.stderr, 'the child’s stderr is a pipe');
  while (!served.stderr().includes(text)) await once(stderr, 'data');
}

describe.runIf(process.platform === 'linux')(
  'R5 a disk that is full while the engine works',
  () => {
    test('is reported to every writer, loses no end of a task, and needs no restart', async () => {
      const served = await spawnServe(dataDir, { args: ['--synthetic', '--time-scale', '20'] });
      const { pas } = served;
      const card = { project_id: 1, run_id: 'r', lane: 'Code-Impl' };
      await Promise.all(Array.from({ length: 4 }, () => pas.submitJobcard(card)));
      await pas.startRun({ project_id: 1, run_id: 'r' });
      const stop = new AbortController();
      for await (const event of pas.events({ after: 0 }, stop.signal))
        if (event.type === 'task.running') stop.abort();
      limitFiles(served, 4096);
      const refused = await Promise.allSettled(
        Array.from({ length: 5 }, () => pas.submitJobcard(card, { idempotencyKey: 'while-full' })),
      );
      for (const outcome of refused) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'storage' } });
        expect(String((outcome as PromiseRejectedResult).reason)).toMatch(/Free disk space/);
      }
      // A task has ended meanwhile, and its end waits for the disk.
      await untilSaid(served, 'the ledger cannot be written; trying again');
      expect(await pas.runStatus({ run_id: 'r' })).toMatchObject({ tasks_total: 4 });
      limitFiles(served, null);
      const { task_id: taskId } = await pas.submitJobcard(card, { idempotencyKey: 'while-full' });
      const again = new AbortController();
      for await (const event of pas.events({ after: 0 }, again.signal))
        if (event.type === 'task.succeeded' && event.task_id === taskId) again.abort();
      const untilEnd = new AbortController();
      for await (const event of pas.events({ after: 0, run_id: 'r' }, untilEnd.signal))
        if (event.type === 'run.completed' || event.type === 'run.needs_review') untilEnd.abort();
      const status = await pas.runStatus({ run_id: 'r' });
      expect(status).toMatchObject({ tasks_total: 5, tasks_completed: 5, tasks_failed: 0 });
      expect(await served.stop()).toBe(0);
      expect(auditLedger(join(dataDir, 'ledger.db'))).toEqual([]);
    });
  },
);

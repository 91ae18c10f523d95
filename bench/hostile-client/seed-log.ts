import { join } from 'node:path';
import { createRunLogs } from '../../src/main/dispatch/run-logs.ts';

const LINES = 50_000;

/** Gives a run more output than is read backwards for a tail. */
export async function seedLog(dataDir: string, runId: string): Promise<void> {
  const logs = createRunLogs(join(dataDir, 'logs'));
  const ts = new Date().toISOString();
  const text = 'a line of output, as long as they often are '.repeat(4);
  const line = { ts, task_id: 'other', stream: 'stdout', text } as const;
  logs.append(
    runId,
    Array.from({ length: LINES }, () => line),
  );
  await logs.flush();
}

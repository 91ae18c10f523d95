import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillLedger } from '../testing/fill-ledger.ts';
import { openServices, type Services } from '../testing/open-services.ts';

const TASKS = 25;
let services: Services;

beforeAll(async () => {
  services = await openServices({ synthetic: true, dispatch: false });
  const ids = Array.from({ length: TASKS }, (_, n) => `t${String(n).padStart(2, '0')}`);
  await services.engine.spine.store.commit.write((tx) => fillLedger(tx, ids));
});
afterAll(() => services.close());

interface Listed {
  tasks: { task_id: string }[];
  tasks_total: number;
  next: number | null;
}

async function read(path: string, nextField: string): Promise<Listed> {
  const { status, body } = await services.get(path);
  expect(status).toBe(200);
  return { ...(body as unknown as Listed), next: body[nextField] as number | null };
}

describe('"paging for big runs"', () => {
  it.each([
    ['/pas/v1/runs/status?run_id=r&tasks_limit=10&tasks_offset=', 'tasks_next_offset'],
    ['/pas/v1/tasks?run_id=r&limit=10&offset=', 'next_offset'],
  ])(
    'gives every task of %s once, in parts that say where the next begins',
    async (path, field) => {
      const seen: string[] = [];
      const parts: number[] = [];
      for (let offset: number | null = 0; offset !== null;) {
        const part: Listed = await read(`${path}${offset}`, field);
        seen.push(...part.tasks.map((task) => task.task_id));
        parts.push(part.tasks.length);
        offset = part.next;
      }
      expect(parts).toEqual([10, 10, 5]);
      expect(new Set(seen).size).toBe(TASKS);
    },
  );

  it('gives a whole run without being asked for a part, and its counts with any part', async () => {
    const whole = await read('/pas/v1/runs/status?run_id=r', 'tasks_next_offset');
    expect([whole.tasks.length, whole.next, whole.tasks_total]).toEqual([TASKS, null, TASKS]);
    const part = await read('/pas/v1/runs/status?run_id=r&tasks_limit=1', 'tasks_next_offset');
    expect([part.tasks.length, part.next, part.tasks_total]).toEqual([1, 1, TASKS]);
  });

  it.each(['tasks_limit=0', 'tasks_limit=10001', 'tasks_offset=-1'])(
    'refuses %s',
    async (query) => {
      expect((await services.get(`/pas/v1/runs/status?run_id=r&${query}`)).status).toBe(422);
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEventsAfter } from '../db/event-log.ts';
import { openServices, type RunView, type Services } from '../testing/open-services.ts';

const LANE = 'Code-Impl';
const FLOOD = 80;
const FEW = 10;

let services: Services;

beforeAll(async () => {
  services = await openServices({ synthetic: true, timeScale: 150 });
});
afterAll(() => services.close());

async function addTasks(project: number, run: string, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, () =>
      services.post('/pas/v1/jobcards', { project_id: project, run_id: run, lane: LANE }),
    ),
  );
}

const start = (project: number, run: string) =>
  services.post('/pas/v1/runs/start', { project_id: project, run_id: run });

const setCap = (cap: number) => services.patch(`/pas/v1/lanes/${LANE}`, { cap });

async function shares(): Promise<Record<string, number>> {
  const { body } = await services.get('/pas/v1/portfolio/status');
  return body['fairness_weights'] as Record<string, number>;
}

async function view(run: string): Promise<RunView> {
  return (await services.get(`/pas/v1/runs/status?run_id=${run}`)).body as unknown as RunView;
}

function history() {
  return readEventsAfter(services.engine.spine.store.reader, 0, { limit: 1_000_000 });
}

describe('two projects on one lane while one floods', () => {
  it('share it: the small one is done long before the flood, and the portfolio shows it', async () => {
    await setCap(2);
    await addTasks(1, 'flood', FLOOD);
    await start(1, 'flood');
    await services.until('the flood holds the lane', async () => (await shares())['1'] === 1);
    await addTasks(2, 'small', FEW);
    await start(2, 'small');
    await services.until('half of the small one is done', async () => {
      return (await view('small')).tasks_completed >= FEW / 2;
    });
    const during = await shares();
    expect(during['2']).toBeGreaterThanOrEqual(0.2);
    expect((during['1'] ?? 0) + (during['2'] ?? 0)).toBeCloseTo(1, 5);

    const portfolio = await services.get('/pas/v1/portfolio/status');
    expect(portfolio.body).toMatchObject({
      active_runs: 2,
      lane_caps: { [LANE]: 2 },
      lane_utilization: { [LANE]: 1 },
    });
    for (const run of ['flood', 'small']) {
      const queued = (await view(run)).tasks.filter((task) => task.status === 'queued');
      for (const task of queued) {
        expect(task.waits, task.task_id).not.toBeNull();
        expect(task.waits?.text.length).toBeGreaterThan(10);
      }
    }
    await services.runIn('small', ['completed']);
    const starts = history().filter((event) => event.type === 'task.running');
    const first = starts.findIndex((event) => event.run_id === 'small');
    const last = starts.findLastIndex((event) => event.run_id === 'small');
    const floodBetween = starts.slice(first, last).filter((event) => event.run_id === 'flood');
    // Equal weights: as much lane time for the flood meanwhile, so about as many tasks; in order of
    // arrival it would be all.
    expect(floodBetween.length).toBeLessThan(FEW * 2.5);
    expect(floodBetween.length).toBeGreaterThan(FEW * 0.3);
  });

  it('a cap changed while it runs holds from then on, up and down, and is never exceeded', async () => {
    for (const cap of [5, 1, 3]) {
      expect((await setCap(cap)).body).toMatchObject({ lane: { name: LANE, cap } });
      const seen = (await view('flood')).tasks_completed;
      await services.until(`six more end under a cap of ${cap}`, async () => {
        return (await view('flood')).tasks_completed >= seen + 6;
      });
    }
    await services.runIn('flood', ['completed']);
    expect(startsAboveCap()).toEqual([]);
  });
});

/**
 * Starts in the event log that found the lane full under the cap in force; `most` records that caps
 * were really used.
 */
function startsAboveCap(): number[] {
  let cap = 6;
  let running = 0;
  let most = 0;
  const wrong: number[] = [];
  for (const event of history()) {
    if (event.type === 'lane.cap_changed') cap = Number(event.data['after']);
    if (event.type === 'task.running') {
      running += 1;
      most = Math.max(most, running);
      if (running > cap) wrong.push(event.seq);
    }
    if (/^task\.(succeeded|failed|retrying)$/.test(event.type)) running -= 1;
  }
  expect(most).toBe(5);
  return wrong;
}

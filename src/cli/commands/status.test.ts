import { describe, expect, it } from 'vitest';
import type { RunState } from '#shared/states.ts';
import type { Answers } from '../testing/peer.ts';
import {
  AT,
  failingEvidence,
  openStream,
  sampleEvent,
  sampleProject,
  sampleRun,
  statusOf,
} from '../testing/samples.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();
const ESCAPE = '\u001b';

const status = (run: ReturnType<typeof sampleRun> | null): Answers => ({
  projectStatus: async () => statusOf(vp.repo(), run),
});

describe('status', () => {
  it('shows state, spend, waiting reasons, gates with evidence and failing tests', async () => {
    const gate = {
      task_id: 'task-1',
      kpi_name: 'test_pass_rate',
      state: 'fail' as const,
      value: 0.976,
      threshold: 0.99,
      source: 'measured' as const,
      evidence: failingEvidence,
      created_at: AT,
    };
    const run = sampleRun('needs_review', { gates: [gate], ended_at: AT });
    const { exitCode, stdout } = await vp.run(status(run), ['status', '--project', '7']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('! needs review');
    expect(stdout).toContain('$0.0012 of $2.00');
    expect(stdout).toContain('waits for Run the tests');
    expect(stdout).toContain('npm test · exit 1 · 42 tests · 3.1 s · tree 0123456789');
    expect(stdout).toContain('✗ cart > adds up');
    expect(stdout).toMatch(/energy +unknown/);
  });

  it.each<[RunState, number]>([
    ['completed', 0],
    ['failed', 1],
    ['terminated', 1],
    ['needs_review', 3],
  ])('--watch ends with the run: %s exits %d', async (state, code) => {
    const answers: Answers = { ...status(sampleRun(state)), events: () => openStream([]) };
    const { exitCode, stdout } = await vp.run(answers, ['status', '--watch', '--project', '7']);
    expect(exitCode).toBe(code);
    expect(stdout).toContain('run-1');
  });

  it('--watch draws again when an event comes', async () => {
    const states: RunState[] = ['executing', 'completed'];
    const answers: Answers = {
      projectStatus: async () => ({
        project: sampleProject(vp.repo()),
        run: sampleRun(states.shift() ?? 'completed'),
        progress: 0,
        current_task: null,
        budget_left_usd: null,
      }),
      events: () => openStream([sampleEvent(1, 'run.completed')]),
    };
    const { exitCode, stdout } = await vp.run(answers, ['status', '--watch', '--project', '7'], {
      columns: 80,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`executing.*${ESCAPE}\\[\\d+F.*completed`, 's'));
    expect(stdout.endsWith('\u001b[?25h')).toBe(true);
  });
});

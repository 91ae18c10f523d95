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

  it('says what the run asks, who overrode what, what ended and what was left out', async () => {
    const question = 'Raise the cap, or stop here?';
    const paused = sampleRun('paused', {
      reason: question,
      budget_question: {
        approval_id: 4,
        question,
        proposed_budget_usd: 3,
        proposed_duration_minutes: null,
      },
    });
    const timed = sampleRun('paused', { budget_duration_minutes: 30, worked_minutes: 12 });
    const used = (await vp.run(status(timed), ['status', '--project', '7'])).stdout;
    expect(used).toMatch(/time +12 min 00 s of 30 min 00 s/);
    const asking = await vp.run(status(paused), ['status', '--project', '7']);
    expect(asking.stdout).toMatch(/state +◆ waits for you/);
    expect(asking.stdout).toMatch(/asks you +Raise the cap.*`vp approvals approve 4`/);
    expect(asking.stdout.split(question)).toHaveLength(2);

    const ended = sampleRun('terminated', {
      tasks_total: 8,
      tasks_completed: 8,
      tasks_skipped: 5,
      budget_overridden: {
        actor: 'ada',
        reason: 'worth it',
        from_usd: 1,
        to_usd: 2,
        from_minutes: null,
        to_minutes: null,
        at: AT,
      },
      left_out: ['Write it', 'Document it'].map((title) => ({ title, why: 'nobody can' })),
    });
    const over = (await vp.run(status(ended), ['status', '--project', '7'])).stdout;
    expect(over).toMatch(/progress .*3 of 8 tasks ended, 5 never ran/);
    expect(over).not.toContain('100 %');
    expect(over).toMatch(/budget +raised from \$1\.00 to \$2\.00 by ada: worth it/);
    expect(over).toMatch(/2 tasks are left out: nobody can\.\n +· Write it\n +· Document it/);

    const word = { actor: 'ada', reason: 'flaky', scope: 'run', at: AT };
    const overridden = sampleRun('completed', { overridden: word });
    const { stdout } = await vp.run(status(overridden), ['status', '--project', '7']);
    expect(stdout).toMatch(/state +◌ overridden/);
    expect(stdout).toMatch(/overridden +by ada, for this run: flaky/);
  });

  it('shows the command that measured a gate without the place of its report, which is gone', async () => {
    const command = [
      'npx',
      'vitest',
      'run',
      '--reporter=junit',
      '--outputFile=/data/scratch/x.xml',
    ];
    const gate = {
      task_id: null,
      kpi_name: 'test_pass_rate',
      state: 'pass' as const,
      value: 1,
      threshold: 0.9,
      source: 'measured' as const,
      evidence: { ...failingEvidence, command },
      created_at: AT,
    };
    const run = sampleRun('completed', { gates: [gate] });
    const { stdout } = await vp.run(status(run), ['status', '--project', '7']);
    expect(stdout).toContain('npx vitest run · exit 1');
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

it('“resume cannot lose it”: `vp resume` says what the run still asks', async () => {
  const question = 'Raise the cap, or stop here?';
  const budget_question = {
    approval_id: 4,
    question,
    proposed_budget_usd: 3,
    proposed_duration_minutes: null,
  };
  const resumed = {
    project_id: 7,
    status: 'executing' as const,
    run_id: 'run-1',
    run_status: 'executing' as const,
  };
  const answers: Answers = {
    resumeProject: async () => resumed,
    runStatus: async () => sampleRun('executing', { budget_question }),
  };
  const { exitCode, stdout } = await vp.run(answers, ['resume', '--project', '7']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`It still asks: ${question} Decide with \`vp approvals approve 4\``);
});

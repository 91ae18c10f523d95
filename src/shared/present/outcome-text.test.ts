import { describe, expect, it } from 'vitest';
import { OUTCOME_ENDS, type Outcome } from '../contract/pas/outcome.ts';
import { nextCommands, outcomeText } from './outcome-text.ts';

const outcome: Outcome = {
  run_id: 'r',
  status: 'completed',
  mode: 'real',
  verification: 'pass',
  asks: [],
  end: 'reached',
  reason: null,
  overridden: null,
  budget_overridden: null,
  used_model: false,
  tests: { before: { executed: 12, failed: 1 }, after: { executed: 12, failed: 0 } },
  evidence: { commit: 'abcdef0123456789', tree: 't', stale: null },
  changes: { files: 3, additions: 84, deletions: 20 },
  promise: {
    time_ms: { actual: 41_000, mean: 60_000, ci_90: [10_000, 240_000], inside: true },
    cost_usd: { actual: 2, mean: 1, ci_90: [0.5, 1.5], inside: false },
  },
  time_ms: 41_000,
  cost_usd: 2,
  cap_usd: 5,
  repo: '/repo',
  branch: 'slipway/r',
  target: 'main',
  worktree: '/w',
  merge: null,
  targets: [],
  databases: [],
};

describe('the outcome of a run', () => {
  it('says tests before and after, changes, and time and cost inside or outside the promise', () => {
    const { headline, lines } = outcomeText(outcome);
    expect(headline).toBe('Its work is on a branch, and every gate holds there.');
    expect(Object.fromEntries(lines)).toEqual({
      tests: '12 of 12 pass; before, 11 of 12',
      'speaks of': 'what began from commit abcdef0123',
      changes: '3 files, +84 −20',
      time: '41.0 s, inside the promise of 10.0 s – 4 min 00 s',
      cost: '$2.00, outside the promise of $0.50 – $1.50; cap $5.00',
      merge: 'not yet; it began from main',
    });
  });

  it('what took less than promised is below the promise, not inside of it', () => {
    const time = {
      actual: 900,
      mean: 60_000,
      ci_90: [10_000, 240_000] as [number, number],
      inside: true,
    };
    const quick = { ...outcome, time_ms: 900, promise: { ...outcome.promise, time_ms: time } };
    expect(Object.fromEntries(outcomeText(quick).lines)['time']).toMatch(/, below the promise of /);
  });

  it('“an overridden run is marked so everywhere”: by whom, why and what for; a raised budget likewise', () => {
    const at = '2026-11-22T09:00:00.000Z';
    const word = { actor: 'ada', reason: 'a flaky test', scope: 'run', at };
    const raised = {
      actor: 'bob',
      reason: null,
      from_usd: 1,
      to_usd: 3,
      from_minutes: null,
      to_minutes: null,
      at,
    };
    // Pretended work, too: what it ended as does not hide it.
    for (const end of ['overridden', 'pretended'] as const) {
      const text = outcomeText({ ...outcome, end, overridden: word, budget_overridden: raised });
      expect(text.lines[0]).toEqual(['overridden', 'by ada, for this run: a flaky test']);
      expect(text.lines).toContainEqual(['budget', 'raised from $1.00 to $3.00 by bob']);
    }
    const goneOn = { ...raised, reason: 'nearly done', to_usd: 1 };
    expect(outcomeText({ ...outcome, budget_overridden: goneOn }).lines).toContainEqual([
      'budget',
      'gone on over its projection, by bob: nearly done',
    ]);
  });

  it('says of one that only checked: no model, nothing was written', () => {
    const changes = { files: 0, additions: 0, deletions: 0 };
    const checked = { ...outcome, end: 'checked', changes } as const;
    expect(outcomeText(checked).headline).toContain('No model: nothing was written.');
    expect(Object.fromEntries(outcomeText(checked).lines)).toMatchObject({ changes: 'no file' });
    expect(nextCommands(checked)).toEqual(['`vp new --name NAME --goal TEXT` for the next goal']);
  });

  it('“a result names the commit it speaks of; when the tree has moved on it is shown as stale”', () => {
    const stale = 'the worktree was changed after it was measured';
    const { visual, headline, lines } = outcomeText({
      ...outcome,
      evidence: { commit: 'abcdef0123456789', tree: 't', stale },
    });
    expect(visual.label).toBe('stale');
    expect(headline).toMatch(/^Stale: Its work is on a branch/);
    expect(Object.fromEntries(lines)['speaks of']).toBe(
      `what began from commit abcdef0123; stale: ${stale}`,
    );
  });

  it('has a sentence and something next for every ending', () => {
    for (const end of OUTCOME_ENDS) {
      expect(outcomeText({ ...outcome, end }).headline).not.toBe('');
      expect(nextCommands({ ...outcome, end })).not.toEqual([]);
    }
  });

  it('offers the way back after a merge', () => {
    const merge = {
      state: 'merged',
      target: 'main',
      commit: 'abcdef0123456',
      reason: null,
    } as const;
    const merged = { ...outcome, merge: { ...merge, checked_out_at: null, at: '' } };
    expect(Object.fromEntries(outcomeText(merged).lines)).toMatchObject({
      merge: 'in main as abcdef0123',
    });
    expect(nextCommands(merged)[0]).toContain('vp merge --undo');
  });
});

it('says what a migration made of a copy, and how it is taken and put back', () => {
  const copy = {
    task_id: 't',
    repo: '/repo',
    path: 'app.db',
    changes: ['table tags added (name)'],
  };
  const kept = { ...outcome, databases: [{ ...copy, state: 'kept' as const }] };
  expect(outcomeText(kept).lines).toContainEqual(['app.db', 'on a copy: table tags added (name)']);
  expect(nextCommands(kept)[0]).toBe('`vp take` puts it into the database');
  expect(nextCommands({ ...kept, status: 'needs_review', end: 'not_reached' })[0]).not.toContain(
    'take',
  );
  const taken = { ...outcome, databases: [{ ...copy, state: 'taken' as const }] };
  expect(nextCommands(taken)[0]).toBe('`vp take --undo` puts back what it held');
});

it('a question about its results is answered first', () => {
  const asks = [{ approval_id: 7, question: '1 test could not reach localhost:5432.' }];
  const asking: Outcome = { ...outcome, status: 'needs_review', end: 'not_reached', asks };
  expect(nextCommands(asking)[0]).toBe('`vp approvals approve 7` or `reject`');
});

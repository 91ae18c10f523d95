import { describe, expect, it } from 'vitest';
import { askAbout, findBreach, findOvertime, stepsAtBreach, type CappedSpend } from './breach.ts';

const run: CappedSpend = {
  capMicro: 1_000_000,
  spentMicro: 400_000,
  openMicro: 0,
  endedTasks: 1,
  totalTasks: 4,
  costSamplesMicro: [400_000],
  projectionAccepted: false,
};

describe('findBreach', () => {
  it('BUDGET-11 a projection above 125 % of the cap is a breach, exactly 125 % is none', () => {
    expect(findBreach(run)).toEqual({
      fact: 'Projected spend is $1.60 (90 %: $1.00 to $2.20), more than 125 % of the cap of $1.00.',
      proposedMicro: 2_200_000,
    });
    expect(findBreach({ ...run, spentMicro: 312_500, costSamplesMicro: [312_500] })).toBeNull();
  });

  it('BUDGET-11 a spent cap is a breach while tasks are left, whatever was accepted', () => {
    const spent = { ...run, spentMicro: 1_000_000, endedTasks: 3, projectionAccepted: true };
    expect(findBreach(spent)).toMatchObject({
      fact: 'The run has spent its whole cap: $1.00 of $1.00, with 1 task left.',
      proposedMicro: 1_500_000,
    });
    expect(findBreach({ ...spent, endedTasks: 4 })).toBeNull();
    expect(findBreach({ ...spent, spentMicro: 999_999 })).toBeNull();
  });

  it('BUDGET-11 there is none without a cap, without tasks, before anything ended, or once a person accepted it', () => {
    expect(findBreach({ ...run, capMicro: null })).toBeNull();
    expect(findBreach({ ...run, endedTasks: 0, totalTasks: 0 })).toBeNull();
    expect(findBreach({ ...run, endedTasks: 0 })).toBeNull();
    expect(findBreach({ ...run, projectionAccepted: true })).toBeNull();
  });

  it('BUDGET-11 a cap of nothing is breached by the first spending', () => {
    expect(findBreach({ ...run, capMicro: 0 })).not.toBeNull();
  });
});

describe('findOvertime', () => {
  const minute = 60_000;
  const timed = {
    capMs: 30 * minute,
    workedMs: 30 * minute,
    tasksLeft: 2,
    overtimeAccepted: false,
  };

  it('BUDGET-21 time that is used up with tasks left is a breach; its question names both times', () => {
    const breach = findOvertime({ ...timed, workedMs: 31 * minute });
    expect(breach).toEqual({
      fact: 'The run has used its whole time: 31 min 00 s of 30 min 00 s, with 2 tasks left.',
      proposedMs: 46.5 * minute,
    });
    expect(askAbout(breach ?? { fact: '' })).toBe(
      'The run has used its whole time: 31 min 00 s of 30 min 00 s, with 2 tasks left. Give it 46 min 30 s in all, or stop here?',
    );
    expect(findOvertime(timed)).not.toBeNull();
  });

  it('BUDGET-21 there is none before, without a cap or tasks, or once a person let it go on', () => {
    expect(findOvertime({ ...timed, workedMs: 30 * minute - 1 })).toBeNull();
    expect(findOvertime({ ...timed, capMs: null })).toBeNull();
    expect(findOvertime({ ...timed, tasksLeft: 0 })).toBeNull();
    expect(findOvertime({ ...timed, overtimeAccepted: true })).toBeNull();
  });
});

describe('stepsAtBreach', () => {
  it('BUDGET-12 pause starts nothing new and asks', () => {
    expect(stepsAtBreach('pause')).toEqual(['pause', 'ask']);
  });

  it('BUDGET-13 ask goes on and asks', () => {
    expect(stepsAtBreach('ask')).toEqual(['ask']);
  });

  it('BUDGET-14 kill ends the run and asks nobody', () => {
    expect(stepsAtBreach('kill')).toEqual(['terminate']);
  });

  it('BUDGET-12 the question names the figures and both answers', () => {
    expect(askAbout({ fact: 'It costs $2.', proposedMicro: 1 })).toBe(
      'It costs $2. Raise the cap, or stop here?',
    );
  });
});

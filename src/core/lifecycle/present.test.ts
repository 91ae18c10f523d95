import { expect, it } from 'vitest';
import {
  isTerminalRun as showsTerminalRun,
  isTerminalTask as showsTerminalTask,
} from '#shared/present/activity.ts';
import { RUN_STATES, TASK_STATES } from '#shared/states.ts';
import { isTerminalRun } from './run-transitions.ts';
import { isTerminalTask } from './task-transitions.ts';

it('PRES-20 what is shown as over is over by the transition tables', () => {
  expect(RUN_STATES.filter(showsTerminalRun)).toEqual(RUN_STATES.filter(isTerminalRun));
  expect(TASK_STATES.filter(showsTerminalTask)).toEqual(TASK_STATES.filter(isTerminalTask));
});

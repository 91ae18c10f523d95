import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isActiveRun, isTerminalTask as showsTerminalTask } from '#shared/present/activity.ts';
import { projectVisual } from '#shared/present/project-visual.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import { taskVisual } from '#shared/present/task-visual.ts';
import { RUN_STATES, TASK_STATES } from '#shared/states.ts';
import { isTerminalRun } from './run-transitions.ts';
import { isTerminalTask } from './task-transitions.ts';

it('PRES-20 what is shown as over is over by the transition tables', () => {
  expect(RUN_STATES.filter((state) => isActiveRun(state) && isTerminalRun(state))).toEqual([]);
  expect(TASK_STATES.filter(showsTerminalTask)).toEqual(TASK_STATES.filter(isTerminalTask));
});

it('LIFE-18 a state that nothing sets yet looks like the one beside it', () => {
  expect(taskVisual('waiting_io', null)).toEqual(taskVisual('running', null));
  expect(projectVisual('clarifying')).toEqual(projectVisual('planning'));
  expect(runVisual('planning')).toEqual(runVisual('pending'));
});

it('LIFE-18 window, vp and documents do not name what nothing sets yet', () => {
  const root = new URL('../../../', import.meta.url);
  const files = globSync(
    ['{README,CONTRIBUTING}.md', 'docs/**/*.md', 'src/{renderer,cli}/**/*.{ts,tsx}'],
    {
      cwd: root,
      exclude: (path) => path.endsWith('.test.ts'),
    },
  );
  expect(files.length).toBeGreaterThan(100);
  const naming = files.filter((file) => {
    const text = readFileSync(new URL(file, root), 'utf8');
    return /waiting_io|waiting for I\/O|clarifying/.test(text);
  });
  expect(naming).toEqual([]);
});

import { expect, it } from 'vitest';
import { groupLeftOut, leftOutOf } from './left-out.ts';

it('“tasks left out of a run are grouped and named”, one group for each reason', () => {
  const plan = [
    { title: 'Run the tests', runnable: true },
    { title: 'Write it', runnable: false },
    { title: 'Document it', runnable: false },
  ];
  const left = leftOutOf(plan);
  expect(groupLeftOut([...left, { title: 'Deploy', why: 'nobody may' }])).toEqual([
    {
      sentence: '2 tasks are left out: a model is needed and none is configured.',
      titles: ['Write it', 'Document it'],
    },
    { sentence: '1 task is left out: nobody may.', titles: ['Deploy'] },
  ]);
  expect(groupLeftOut([])).toEqual([]);
});

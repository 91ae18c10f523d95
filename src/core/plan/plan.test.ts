import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSchema } from '#shared/contract/plms-schemas.ts';
import type { Plan, PlanTask } from '#shared/contract/plms-schemas.ts';
import { must } from '#shared/assert.ts';
import type { StepCommand } from '../gates/types.ts';
import { ASSUMED_GOAL, sayPlanned } from './assumed-goal.ts';
import { classifyRequirement, complexityOf } from './classify-requirement.ts';
import { findTemplate, TEMPLATES, templatePrd } from './find-template.ts';
import { findCycle, findUnknownDependency, planWaves } from './graph.ts';
import { parsePrd } from './parse-prd.ts';
import { planFromGoal } from './plan-from-goal.ts';
import type { PlanInput } from './plan-input.ts';
import { splitGoal } from './split-goal.ts';
import { TASK_KINDS } from './task-kinds.ts';
import { writePrd } from './write-prd.ts';

function command(step: 'test' | 'lint' | 'build'): StepCommand {
  const argv = ['npm', 'run', step];
  return {
    step,
    command: argv,
    measured: argv,
    format: 'exit_code',
    reportFile: null,
    foundIn: `package.json scripts.${step}`,
  };
}

const base: PlanInput = {
  name: 'p',
  goal: 'Make the parser faster',
  prd: null,
  prdHash: 'h',
  commands: [command('test'), command('lint'), command('build')],
  missing: [],
  repoName: 'repo',
  modelAvailable: false,
  synthetic: false,
};

function taskOf(plan: Plan, key: string): PlanTask {
  return must(
    plan.tasks.find((task) => task.key === key),
    key,
  );
}

const PRD = `# Shop

Sell things.

## 2. Functional Requirements
1. Add the orders table and its migration
2. Design the orders endpoint
   - POST and GET
   - errors as problem documents
3. Send a mail for every order
4. Document the order flow in the README

\`\`\`
- not a requirement
\`\`\`

### Later
- [ ] Print invoices

## Out of scope
- Refunds

## Non-functional requirements
- Answers within 50 ms

## Success criteria
* Orders survive a restart
`;

describe('planFromGoal', () => {
  test('PLAN-20 a goal becomes a task, checked by lint, build and tests', () => {
    const plan = planFromGoal({ ...base, modelAvailable: true });
    expect(plan.tasks.map(({ key, deps, parent }) => ({ key, deps, parent }))).toEqual([
      { key: 'impl-1', deps: [], parent: null },
      { key: 'lint', deps: ['impl-1'], parent: 'test' },
      { key: 'build', deps: ['impl-1'], parent: 'test' },
      { key: 'test', deps: ['impl-1', 'build'], parent: null },
    ]);
    expect(plan.waves).toEqual([['impl-1'], ['lint', 'build'], ['test']]);
    expect(taskOf(plan, 'test')).toMatchObject({
      lane: 'Code-Impl',
      kind: 'tool:test',
      payload: { step: 'test' },
      kpis: ['test_pass_rate'],
    });
    expect(plan.source).toBe('template');
  });

  test('PLAN-29 without a goal the checks are the plan; where there are none, the goal is a task', () => {
    const assumed = { ...base, goal: ASSUMED_GOAL, isGoalAssumed: true, synthetic: true };
    const plan = planFromGoal(assumed);
    expect(plan.tasks.map(({ key }) => key)).toEqual(['lint', 'build', 'test']);
    expect(plan).toMatchObject({ goal: ASSUMED_GOAL, goal_assumed: true });
    expect(plan.notes).toContain(`No goal was given, so one was assumed: ${ASSUMED_GOAL}.`);
    expect(sayPlanned(plan)).toBe(
      `Planned on the way: 3 tasks. No goal was given, so one was assumed: ${ASSUMED_GOAL}.`,
    );
    expect(planFromGoal({ ...assumed, commands: [] }).tasks).toHaveLength(1);
    expect(sayPlanned(planFromGoal(base))).toBe(
      'Planned on the way: 4 tasks, 1 of which needs a model. The goal is the project’s own: Make the parser faster',
    );
  });

  test('PLAN-21 requirements go to lanes by their words; design first, documents last', () => {
    const plan = planFromGoal({ ...base, prd: PRD, modelAvailable: true });
    expect(plan.tasks.map(({ key, lane }) => `${key} ${lane}`)).toEqual([
      'schema-1 Data-Schema',
      'api-1 Code-API-Design',
      'impl-1 Code-Impl',
      'docs-1 Narrative',
      'impl-2 Code-Impl',
      'lint Code-Impl',
      'build Code-Impl',
      'test Code-Impl',
    ]);
    expect(taskOf(plan, 'impl-1').deps).toEqual(['schema-1', 'api-1']);
    expect(taskOf(plan, 'docs-1').deps).toEqual(['impl-1', 'impl-2']);
    expect(taskOf(plan, 'api-1').payload['goal']).toBe(
      'Design the orders endpoint\n- POST and GET\n- errors as problem documents',
    );
  });

  test('PLAN-22 without a model the work is left out of a run, said in a note, and nothing waits for it', () => {
    const plan = planFromGoal(base);
    expect(taskOf(plan, 'impl-1').runnable).toBe(false);
    expect(taskOf(plan, 'test')).toMatchObject({ runnable: true, deps: ['build'] });
    expect(plan.notes[0]).toContain('No model answered');
    expect(plan.notes).toContain(
      'The task impl-1 needs a model and none is configured, so a run leaves it out.',
    );
    expect(taskOf(planFromGoal({ ...base, synthetic: true }), 'impl-1').runnable).toBe(true);
  });

  test('PLAN-23 notes say where commands were found and what is missing', () => {
    const missing = [{ step: 'lint' as const, reason: 'ruff is configured but not installed' }];
    const { notes } = planFromGoal({ ...base, commands: [command('test')], missing });
    expect(notes).toContain('The test command is `npm run test` (package.json scripts.test).');
    expect(notes).toContain('There is no lint command: ruff is configured but not installed.');
    expect(planFromGoal({ ...base, commands: [] }).notes.at(-1)).toContain('unverified');
    expect(planFromGoal({ ...base, goal: '', commands: [] }).notes.at(-1)).toContain(
      'The plan is empty',
    );
  });

  test('PLAN-24 more requirements than a plan takes are named, not dropped in silence', () => {
    const prd = `## Requirements\n${Array.from({ length: 64 }, (_, index) => `- Do thing ${index}`).join('\n')}`;
    const plan = planFromGoal({ ...base, prd });
    expect(plan.tasks).toHaveLength(63);
    expect(plan.notes.at(-1)).toContain('4 more requirements');
    expect(plan.notes.at(-1)).toContain('Do thing 60');
  });

  test('PLAN-25 any text gives a valid plan: known kinds, unique keys, no cycle, every key in one wave', () => {
    const steps = fc.subarray([command('test'), command('lint'), command('build')]);
    fc.assert(
      fc.property(
        fc.string(),
        fc.option(fc.string()),
        steps,
        fc.boolean(),
        (goal, prd, commands, modelAvailable) => {
          const plan = planSchema.parse(
            planFromGoal({ ...base, goal, prd, commands, modelAvailable }),
          );
          const keys = plan.tasks.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          expect(plan.waves.flat().toSorted()).toEqual(keys.toSorted());
          return plan.tasks.every(({ kind }) => TASK_KINDS.some((known) => known === kind));
        },
      ),
    );
  });
});

describe('requirements', () => {
  test.each([
    ['Document the API', 'docs'],
    ['Write the README', 'docs'],
    ['Write the parser', 'impl'],
    ['Add a users table', 'schema'],
    ['Expose a REST endpoint', 'api'],
    ['Make it faster', 'impl'],
    ['Add an endpoint and its documentation', 'api'],
  ])('PLAN-21 “%s” is %s work', (text, stem) => {
    expect(classifyRequirement({ text, details: [] }).stem).toBe(stem);
  });

  test('PLAN-26 complexity by length, details and far-reaching words', () => {
    expect(complexityOf({ text: 'Add a button', details: [] })).toBe('low');
    expect(complexityOf({ text: 'Add a button', details: ['blue'] })).toBe('medium');
    expect(complexityOf({ text: 'Refactor the store', details: [] })).toBe('high');
    expect(complexityOf({ text: 'word '.repeat(41).trim(), details: [] })).toBe('high');
  });

  test('PLAN-27 a goal that is a list is split, any other is one requirement', () => {
    expect(splitGoal('Two things:\n- one\n- two').map(({ text }) => text)).toEqual(['one', 'two']);
    expect(splitGoal('One  thing\nover two lines')).toEqual([
      { text: 'One thing over two lines', details: [] },
    ]);
    expect(splitGoal('  ')).toEqual([]);
  });
});

describe('PRD', () => {
  test('PRD-1 parts are found under tolerant headings; fences and out-of-scope are left out', () => {
    const prd = parsePrd(PRD);
    expect(prd.title).toBe('Shop');
    expect(prd.objective).toBe('Sell things.');
    expect(prd.functional.map(({ text }) => text)).toEqual([
      'Add the orders table and its migration',
      'Design the orders endpoint',
      'Send a mail for every order',
      'Document the order flow in the README',
      'Print invoices',
    ]);
    expect(prd.functional[1]?.details).toEqual(['POST and GET', 'errors as problem documents']);
    expect(prd.nonFunctional.map(({ text }) => text)).toEqual(['Answers within 50 ms']);
    expect(prd.successCriteria.map(({ text }) => text)).toEqual(['Orders survive a restart']);
    expect(prd.scope).toEqual([]);
  });

  test('PRD-2 bold headings, chapters of level 1, paragraphs and wrapped bullets are read', () => {
    const prd = parsePrd(
      '# Goals\nSell.\n# Features\n- one\n  goes on\n\nA paragraph.\n\n**Risks**\n- rain\n',
    );
    expect(prd.objective).toBe('Sell.');
    expect(prd.functional.map(({ text }) => text)).toEqual(['one goes on', 'A paragraph.']);
    expect(prd.risks.map(({ text }) => text)).toEqual(['rain']);
  });

  test('PRD-3 a written PRD has every part, invents nothing and reads back', () => {
    const facts = {
      name: 'repo',
      branch: 'main',
      commit: 'a'.repeat(40),
      dirty: true,
      languages: [{ name: 'Python', files: 3 }],
      commands: [
        { step: 'test' as const, command: ['pytest'], report: 'junit', found_in: 'pytest.ini' },
      ],
      missing: [],
    };
    const text = writePrd({ name: 'Shop', goal: '- Sell\n- Buy', facts });
    for (const part of [
      'Objective',
      'Scope',
      'Functional requirements',
      'Non-functional requirements',
      'Success criteria',
      'Dependencies',
      'Risks',
    ]) {
      expect(text).toContain(`## ${part}\n`);
    }
    const introduced = writePrd({ name: 'Shop', goal: 'Open a shop\n- Sell\n- Buy', facts });
    expect(parsePrd(introduced).objective).toBe('Open a shop');
    const prd = parsePrd(text);
    expect(prd.functional.map((one) => one.text)).toEqual(['Sell', 'Buy']);
    expect(prd.successCriteria.map((one) => one.text)).toEqual(['Every test passes: `pytest`']);
    expect(prd.nonFunctional).toEqual([]);
    expect(parsePrd(writePrd({ name: 'x', goal: '', facts: null }))).toMatchObject({
      objective: '',
      functional: [],
    });
  });

  test('PRD-4 no text makes the reader throw', () => {
    const line = fc.constantFrom(
      '# Goals',
      '## Features',
      '- a',
      '  - b',
      '```',
      '**Risks**',
      '',
      'text',
      '\t- c',
      '1) d',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(line).map((lines) => lines.join('\n')),
    );
    fc.assert(
      fc.property(text, (markdown) => {
        expect(parsePrd(markdown).functional.filter((one) => one.text === '')).toEqual([]);
      }),
    );
  });
});

describe('templates', () => {
  test.each(TEMPLATES.map((template) => [template.name, template] as const))(
    'TPL-1 %s plans every requirement it states',
    (name, template) => {
      expect(findTemplate(name)).toBe(template);
      expect(findTemplate(` ${template.title.toUpperCase()}`.trim())).toBe(template);
      const prd = templatePrd(template, 'Mine', null);
      expect(parsePrd(prd).functional).toEqual(template.functional);
      const plan = planFromGoal({ ...base, goal: template.goal, prd, commands: [] });
      expect(plan.tasks.map(({ title }) => title)).toEqual(
        template.functional.map(({ text }) => text),
      );
    },
  );

  test('TPL-2 an unknown name is null', () => expect(findTemplate('nothing')).toBeNull());
});

describe('graph', () => {
  const randomDag = fc
    .array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 30 })
    .map((rows) =>
      rows.map((row, index) => ({
        key: `t${index}`,
        deps: [...new Set(row.filter((dep) => dep < index))].map((dep) => `t${dep}`),
      })),
    );

  test('DAG-1 a cycle is given as the keys that form it', () => {
    const nodes = [
      { key: 'a', deps: ['b'] },
      { key: 'b', deps: ['c'] },
      { key: 'c', deps: ['b'] },
    ];
    expect(findCycle(nodes)).toEqual(['b', 'c', 'b']);
    expect(findCycle([{ key: 'a', deps: ['a'] }])).toEqual(['a', 'a']);
    expect(() => planWaves(nodes)).toThrow('b → c → b');
  });

  test('DAG-2 an unknown dependency is named', () => {
    expect(findUnknownDependency([{ key: 'a', deps: ['x'] }])).toEqual({ key: 'a', dep: 'x' });
    expect(() => planWaves([{ key: 'a', deps: ['x'] }])).toThrow('depends on x');
  });

  test('DAG-3 every task is in one wave, as early as its dependencies allow', () => {
    fc.assert(
      fc.property(randomDag, (nodes) => {
        const wave = new Map(
          planWaves(nodes).flatMap((keys, index) => keys.map((key) => [key, index] as const)),
        );
        expect(findCycle(nodes)).toBeNull();
        expect(wave.size).toBe(nodes.length);
        return nodes.every(
          ({ key, deps }) =>
            wave.get(key) === Math.max(-1, ...deps.map((dep) => wave.get(dep) ?? -9)) + 1,
        );
      }),
    );
  });

  test('DAG-4 a chain of 20,000 tasks does not overflow', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => ({
      key: `t${index}`,
      deps: index === 0 ? [] : [`t${index - 1}`],
    }));
    expect(findCycle(chain.toReversed())).toBeNull();
    expect(planWaves(chain)).toHaveLength(20_000);
  });
});

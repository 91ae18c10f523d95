import { fork } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SolveLevel } from '../../../src/core/code-index/solve/types.ts';
import {
  addScore,
  emptyScore,
  precisionOf,
  recallOf,
  type Score,
  scoreCase,
} from '../../../src/workers/code-index/testing/score-case.ts';
import {
  productLanguages,
  solveProject,
} from '../../../src/workers/code-index/testing/solve-project.ts';
import {
  categoryOf,
  readCases,
  type SuiteCase,
  suitesFolder,
} from '../../../src/workers/code-index/testing/suite-cases.ts';

/**
 * Precision and recall of the call graph over the hand-written cases of each language.
 * `node bench/code-index/suites/run.ts [--language python] [--case NAME] [--levels]
 * [--categories] [--differences] [--together]`
 *
 * Each case runs in a process of its own, so that none can lean on another; `--together` runs them
 * in this one, which is quicker. `--levels` measures every level of resolution, to show what each
 * brings.
 */
const { values: options } = parseArgs({
  options: {
    language: { type: 'string' },
    case: { type: 'string' },
    levels: { type: 'boolean', default: false },
    categories: { type: 'boolean', default: false },
    differences: { type: 'boolean', default: false },
    together: { type: 'boolean', default: false },
    /** What a child process is given: language, case and level. */
    only: { type: 'string' },
  },
});

const LEVELS: readonly SolveLevel[] = ['scope', 'import', 'class', 'type', 'full'];

function casesOf(language: string): SuiteCase[] {
  return readCases(language).filter(
    ({ name }) => options.case === undefined || name.includes(options.case),
  );
}

async function scoreHere(suiteCase: SuiteCase, level: SolveLevel): Promise<Score> {
  return scoreCase(suiteCase, await solveProject(suiteCase, productLanguages(), level));
}

function scoreInChild(suiteCase: SuiteCase, level: SolveLevel): Promise<Score> {
  return new Promise((resolve, reject) => {
    const only = JSON.stringify([suiteCase.language, suiteCase.name, level]);
    const child = fork(fileURLToPath(import.meta.url), ['--only', only]);
    let score: Score | undefined;
    child.on('message', (message) => (score = message as Score));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (score !== undefined) resolve(score);
      else reject(new Error(`${suiteCase.language}/${suiteCase.name} ended with code ${code}.`));
    });
  });
}

function row(name: string, score: Score): string {
  const figures = [
    precisionOf(score).toFixed(3),
    recallOf(score).toFixed(3),
    String(score.right),
    String(score.wrong),
    String(score.wrongPossible),
    String(score.missed),
  ];
  return `${name.padEnd(34)}${figures.map((figure) => figure.padStart(10)).join('')}`;
}

async function runLanguage(language: string, level: SolveLevel): Promise<void> {
  const total = emptyScore();
  const categories = new Map<string, Score>();
  const lines: string[] = [];
  for (const suiteCase of casesOf(language)) {
    const score = await (options.together ? scoreHere : scoreInChild)(suiteCase, level);
    addScore(total, score);
    const category = categories.get(categoryOf(suiteCase)) ?? emptyScore();
    addScore(category, score);
    categories.set(categoryOf(suiteCase), category);
    for (const difference of score.differences) lines.push(`    ${suiteCase.name}: ${difference}`);
  }
  if (total.right + total.missed === 0) return;
  console.log(row(level === 'full' ? language : `${language} at level ${level}`, total));
  if (options.categories)
    for (const [name, score] of categories) console.log(row(`  ${name}`, score));
  if (options.differences) for (const line of lines) console.log(line);
}

async function runAll(): Promise<void> {
  const found = readdirSync(suitesFolder()).filter((name) =>
    statSync(join(suitesFolder(), name)).isDirectory(),
  );
  const known = productLanguages().folders;
  console.log(
    `${'suite'.padEnd(34)}${['precision', 'recall', 'right', 'wrong', 'possible', 'missed'].map((head) => head.padStart(10)).join('')}`,
  );
  for (const language of options.language === undefined ? found : [options.language]) {
    if (!known.has(language)) {
      console.log(`${language.padEnd(34)} is not a language of the index yet`);
      continue;
    }
    for (const level of options.levels ? LEVELS : (['full'] as const))
      await runLanguage(language, level);
  }
}

if (options.only === undefined) await runAll();
else {
  const [language, name, level] = JSON.parse(options.only) as [string, string, SolveLevel];
  const suiteCase = readCases(language).find((candidate) => candidate.name === name);
  if (suiteCase === undefined) throw new Error(`There is no case ${language}/${name}.`);
  process.send?.(await scoreHere(suiteCase, level));
}

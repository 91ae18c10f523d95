import type { RepositoryFacts } from '#shared/contract/plms-schemas.ts';
import type { Step } from '#shared/payload.ts';
import { countOf } from '#shared/present/format-count.ts';
import { NOT_STATED } from './parse-prd.ts';
import type { Requirement } from './parse-prd.ts';
import { splitGoal } from './split-goal.ts';

/** What a PRD is written from. Parts that were not given are marked as open, never invented. */
export interface PrdInput {
  name: string;
  goal: string;
  facts: Pick<
    RepositoryFacts,
    'name' | 'branch' | 'commit' | 'dirty' | 'languages' | 'commands' | 'missing'
  > | null;
  /** Replace what would be read from the goal (templates have these). */
  functional?: readonly Requirement[];
  nonFunctional?: readonly string[];
  successCriteria?: readonly string[];
  risks?: readonly string[];
}

const MEANING: Readonly<Record<Step, string>> = {
  test: 'Every test passes',
  lint: 'The linter finds nothing',
  build: 'The build succeeds',
};

/**
 * A PRD in Markdown with the parts every PRD has, from a goal and the facts found in the
 * repository.
 */
export function writePrd(input: PrdInput): string {
  const { name, goal } = input;
  const functional = input.functional ?? splitGoal(goal);
  const parts = [
    `# ${oneLine(name)}`,
    section('Objective', [objectiveOf(goal)]),
    section('Scope', bullets(scopeOf(input.facts))),
    section('Functional requirements', functional.flatMap(requirementLines)),
    section('Non-functional requirements', bullets(input.nonFunctional ?? [])),
    section(
      'Success criteria',
      bullets([...(input.successCriteria ?? []), ...criteriaOf(input.facts)]),
    ),
    section('Dependencies', bullets(dependenciesOf(input.facts))),
    section('Risks', bullets([...(input.risks ?? []), ...risksOf(input.facts)])),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.length === 0 ? NOT_STATED : lines.join('\n')}`;
}

/** What a goal says before its list of requirements; all of it when it is no list. */
function objectiveOf(goal: string): string {
  const introduction = oneLine(goal.split(/^\s*(?:[-*+•]|\d{1,4}[.)])\s+/m)[0] ?? '');
  const objective = introduction === '' ? oneLine(goal) : introduction;
  return objective === '' ? NOT_STATED : objective;
}

function bullets(items: readonly string[]): string[] {
  return items.map((item) => `- ${oneLine(item)}`);
}

function requirementLines({ text, details }: Requirement): string[] {
  return [`- ${oneLine(text)}`, ...details.map((detail) => `  - ${oneLine(detail)}`)];
}

function scopeOf(facts: PrdInput['facts']): string[] {
  if (facts === null) return [];
  const languages = facts.languages
    .slice(0, 3)
    .map(({ name, files }) => `${name} (${countOf(files, 'file')})`);
  const state = facts.commit === null ? 'without a commit yet' : `at ${facts.commit.slice(0, 12)}`;
  const branch = facts.branch === null ? '' : ` on ${facts.branch}`;
  const repository = `The repository ${facts.name}${branch}, ${state}`;
  return languages.length === 0
    ? [repository]
    : [repository, `Its source: ${languages.join(', ')}`];
}

function criteriaOf(facts: PrdInput['facts']): string[] {
  return (facts?.commands ?? []).map(
    ({ step, command }) => `${MEANING[step]}: \`${command.join(' ')}\``,
  );
}

function dependenciesOf(facts: PrdInput['facts']): string[] {
  const tools = new Set((facts?.commands ?? []).map(({ command }) => command[0] ?? ''));
  return [...tools].filter((tool) => tool !== '').map((tool) => `\`${tool}\` is installed`);
}

function risksOf(facts: PrdInput['facts']): string[] {
  if (facts === null) return [];
  const unproved = facts.missing
    .filter(({ step }) => step === 'test')
    .map(({ reason }) => `Nothing proves a change: ${reason}`);
  const dirty = facts.dirty
    ? ['The repository has uncommitted changes, which a run does not see']
    : [];
  return [...unproved, ...dirty];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

import type { AgainstBase, Evidence } from '../evidence.ts';
import { countOf, formatCount } from './format-count.ts';

const NAMED = 5;

/**
 * How a test result stands to the tree that its run started from, as name and text in the order
 * they are read: what a person has to look at comes first.
 */
export function againstBaseText(evidence: Evidence): [name: string, text: string][] {
  const { against_base: against, needs_environment: needs = [], flaky = [] } = evidence;
  const places = needs.map(({ test, place }) => `${test} (${place})`);
  const lists: [string, readonly string[]][] = [
    ['flaky', flaky],
    ['needs environment', places],
    ...(against === undefined ? [] : listsOf(against)),
  ];
  const lines = lists
    .filter(([, names]) => names.length > 0)
    .map(([name, names]): [string, string] => [name, nameFirst(names)]);
  return against === undefined ? lines : [...lines, ['before the run', beforeText(against)]];
}

function listsOf(against: AgainstBase): [string, readonly string[]][] {
  return [
    ['new', against.newly_failing],
    ['how tests are run', against.runner_files],
    ['changed tests', against.changed_tests],
    ['missing', against.missing],
    ['newly skipped', against.newly_skipped],
    ['only the change vouches', against.reaches],
    ['already failing', against.already_failing],
    ['fixed', against.fixed],
  ];
}

function beforeText({ tests_executed, tests_failed }: AgainstBase): string {
  if (tests_executed === null) return 'no tests are named';
  return `${countOf(tests_executed, 'test')} executed, ${formatCount(tests_failed)} failed`;
}

function nameFirst(names: readonly string[]): string {
  const rest = names.length - NAMED;
  const shown = names.slice(0, NAMED).join(', ');
  return rest > 0 ? `${shown} and ${formatCount(rest)} more` : shown;
}

import type { RepositoryFacts } from '#shared/contract/plms-schemas.ts';
import { formatArgv } from '#shared/present/format-argv.ts';
import { countOf } from '#shared/present/format-count.ts';
import { renderTable } from '../terminal/render-table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { renderPairs } from './render-pairs.ts';

const DETACHED = 'no branch (detached HEAD; `vp merge --into BRANCH` says which one gets the work)';

/**
 * What looking at the repository found: branch, languages, the commands and where they were found,
 * what is missing.
 */
export function renderFacts(facts: RepositoryFacts, terminal: Terminal): string[] {
  return [
    ...renderPairs(
      [
        ['repository', facts.path],
        ['branch', describeHead(facts)],
        ...facts.lacks.map((sentence): [string, string] => ['lacks', sentence]),
        [
          'languages',
          facts.languages.map((one) => `${one.name} (${one.files})`).join(', ') || null,
        ],
      ],
      terminal,
    ),
    ...renderCommands(facts, terminal),
  ];
}

/** The commands that were found and the steps that have none, with the reason. */
export function renderCommands(
  { commands, missing }: Pick<RepositoryFacts, 'commands' | 'missing'>,
  terminal: Terminal,
): string[] {
  const { colors } = terminal;
  const found = commands.map(({ step, command, found_in }) => [
    `${colors.green('✓')} ${step}`,
    formatArgv(command),
    colors.dim(found_in),
  ]);
  const absent = missing.map(({ step, reason }) => [`${colors.yellow('–')} ${step}`, reason, '']);
  if (found.length + absent.length === 0) return [];
  const columns = [{ head: 'step' }, { head: 'command' }, { head: 'found in' }];
  return ['', ...renderTable(columns, [...found, ...absent], terminal)];
}

function describeHead({ branch, commit, dirty, uncommitted }: RepositoryFacts): string {
  const at =
    commit === null
      ? 'no commit yet: `vp init` makes it of what is there'
      : `at ${commit.slice(0, 10)}`;
  const changes = countOf(uncommitted ?? 0, 'uncommitted change');
  const dirt = uncommitted === undefined ? 'uncommitted changes' : changes;
  return `${branch ?? DETACHED}, ${at}${dirty ? `, with ${dirt}` : ''}`;
}

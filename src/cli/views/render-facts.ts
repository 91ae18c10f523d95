import type { RepositoryFacts } from '#shared/contract/plms-schemas.ts';
import { formatArgv } from '#shared/present/format-argv.ts';
import { renderTable } from '../terminal/render-table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { renderPairs } from './render-pairs.ts';

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

function describeHead({ branch, commit, dirty }: RepositoryFacts): string {
  const at = commit === null ? 'no commit yet' : `at ${commit.slice(0, 10)}`;
  return `${branch ?? 'no branch'}, ${at}${dirty ? ', with uncommitted changes' : ''}`;
}

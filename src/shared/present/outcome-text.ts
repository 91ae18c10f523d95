import { assertNever } from '../assert.ts';
import type { DatabaseCopy } from '../contract/pas/databases.ts';
import type { Outcome } from '../contract/pas/outcome.ts';
import { countOf, formatCount, wordFor } from './format-count.ts';
import { formatDuration } from './format-duration.ts';
import { formatUsd } from './format-usd.ts';
import { budgetOverrideText, overrideText } from './override-text.ts';
import { type StatusVisual, visual } from './status-visual.ts';

/** What became of a run, as the window and `vp` say it. */
export interface OutcomeText {
  visual: StatusVisual;
  /** One sentence about the goal. */
  headline: string;
  /** Name and sentence, in the order they are read. */
  lines: readonly (readonly [name: string, text: string])[];
}

export function outcomeText(outcome: Outcome): OutcomeText {
  const lines: [string, string][] = [
    ['tests', testsText(outcome.tests)],
    ['changes', changesText(outcome)],
    ['time', promiseText(outcome.time_ms, outcome.promise.time_ms, formatDuration)],
    ['cost', costText(outcome)],
  ];
  if (outcome.overridden !== null) lines.unshift(['overridden', overrideText(outcome.overridden)]);
  if (outcome.budget_overridden !== null)
    lines.push(['budget', budgetOverrideText(outcome.budget_overridden)]);
  lines.push(...outcome.databases.map(databaseLine));
  const goes = mergeText(outcome);
  const stale = outcome.evidence?.stale ?? null;
  if (outcome.evidence !== null)
    lines.splice(
      lines.findIndex(([name]) => name === 'changes'),
      0,
      ['speaks of', speaksOf(outcome.evidence)],
    );
  const head = stale === null ? headlineOf(outcome) : staleHead(headlineOf(outcome));
  return { ...head, lines: goes === null ? lines : [...lines, ['merge', goes]] };
}

function headlineOf({ end, used_model }: Outcome): Pick<OutcomeText, 'visual' | 'headline'> {
  switch (end) {
    case 'open':
      return { visual: visual('running', 'disc', 'under way'), headline: 'It has not ended yet.' };
    case 'reached':
      return {
        visual: visual('done', 'check', 'goal reached'),
        headline: 'Its work is on a branch, and every gate holds there.',
      };
    case 'checked':
      return {
        visual: visual('done', 'check', 'only checked'),
        headline: used_model
          ? 'Every gate holds, and nothing was written.'
          : 'Every gate holds. No model: nothing was written.',
      };
    case 'overridden':
      return {
        visual: visual('blocked', 'dashed', 'overridden'),
        headline: 'A person completed it against its gates.',
      };
    case 'unproven':
      return {
        visual: visual('blocked', 'dashed', 'not proven'),
        headline: 'Completed, but not all of it is proven.',
      };
    case 'not_reached':
      return {
        visual: visual('error', 'cross', 'not reached'),
        headline: 'The goal is not reached: it waits for your review.',
      };
    case 'failed':
      return {
        visual: visual('error', 'cross', 'failed'),
        headline: 'No task did its work.',
      };
    case 'terminated':
      return {
        visual: visual('queued', 'dash', 'terminated'),
        headline: 'A person ended it.',
      };
    case 'pretended':
      return {
        visual: visual('queued', 'dash', 'pretended'),
        headline: 'Pretended work: it proves nothing.',
      };
    default:
      return assertNever(end);
  }
}

type Headline = Pick<OutcomeText, 'visual' | 'headline'>;

/** What holds of another tree is not shown as if it held of this one. */
function staleHead({ visual: fresh, headline }: Headline): Headline {
  const dated = fresh.tone === 'done' ? visual('blocked', 'dashed', 'stale') : fresh;
  return { visual: dated, headline: `Stale: ${headline}` };
}

function speaksOf({ commit, stale }: NonNullable<Outcome['evidence']>): string {
  const of = `what began from commit ${commit.slice(0, 10)}`;
  return stale === null ? of : `${of}; stale: ${stale}`;
}

type Counts = Outcome['tests']['after'];

/** `12 of 12 pass; before, 11 of 12`. */
function testsText({ before, after }: Outcome['tests']): string {
  if (after === null) return 'none were run';
  const was = before === null ? 'not measured before' : `before, ${passing(before)}`;
  return `${passing(after)} ${wordFor(after.executed - after.failed, 'passes', 'pass')}; ${was}`;
}

function passing(counts: NonNullable<Counts>): string {
  return `${formatCount(counts.executed - counts.failed)} of ${formatCount(counts.executed)}`;
}

function changesText({ changes, branch }: Outcome): string {
  if (branch === null) return 'it worked in no repository';
  if (changes === null) return 'its worktree and its branch are gone';
  if (changes.files === 0) return 'no file';
  const { files, additions, deletions } = changes;
  return `${countOf(files, 'file')}, +${formatCount(additions)} −${formatCount(deletions)}`;
}

/** `41 s, inside the promise of 10 s – 4 min`. */
function promiseText(
  actual: number | null,
  promise: Outcome['promise']['time_ms'],
  describe: (value: number) => string,
): string {
  if (actual === null) return 'it did not start';
  if (promise === null) return `${describe(actual)}; nothing was promised`;
  const [low, high] = promise.ci_90;
  const isBelow = actual < low && describe(actual) !== describe(low);
  const where = isBelow ? 'below' : promise.inside ? 'inside' : 'outside';
  const range = low === high ? describe(high) : `${describe(low)} – ${describe(high)}`;
  return `${describe(actual)}, ${where} the promise of ${range}`;
}

function costText({ cost_usd: costUsd, cap_usd: capUsd, promise }: Outcome): string {
  const said = promiseText(costUsd, promise.cost_usd, formatUsd);
  return capUsd === null ? said : `${said}; cap ${formatUsd(capUsd)}`;
}

function mergeText({ merge, target, branch, end, changes }: Outcome): string | null {
  if (branch === null || end === 'open') return null;
  const open =
    target === null
      ? 'no branch was checked out when it began'
      : `not yet; it began from ${target}`;
  const unmerged = changes === null || changes.files === 0 ? null : open;
  if (merge === null) return unmerged;
  switch (merge.state) {
    case 'merged':
      return `in ${merge.target} as ${merge.commit.slice(0, 10)}`;
    case 'undone':
      return `taken back from ${merge.target}`;
    case 'moving':
      return `under way into ${merge.target}`;
    case 'refused':
      return unmerged;
    default:
      return assertNever(merge.state);
  }
}

function databaseLine({ path, state, changes }: DatabaseCopy): [string, string] {
  const what = changes.length === 0 ? 'no change' : changes.join('; ');
  const where = { kept: 'on a copy', taken: 'taken', moving: 'being written' }[state];
  return [path, `${where}: ${what}`];
}

/** What a person would do next, as commands of `vp`, with what each does. */
export function nextCommands(outcome: Outcome): string[] {
  return [...nextWithDatabases(outcome), ...nextOfEnd(outcome)];
}

function nextWithDatabases({ status, databases }: Outcome): string[] {
  const has = (state: DatabaseCopy['state']): boolean =>
    databases.some((copy) => copy.state === state);
  return [
    ...(status === 'completed' && has('kept') ? ['`vp take` puts it into the database'] : []),
    ...(has('taken') ? ['`vp take --undo` puts back what it held'] : []),
  ];
}

function nextOfEnd(outcome: Outcome): string[] {
  switch (outcome.end) {
    case 'open':
      return ['`vp status --watch`', '`vp logs --follow`'];
    case 'not_reached':
      return [
        ...outcome.asks.map(
          ({ approval_id: id }) => `\`vp approvals approve ${id}\` or \`reject\``,
        ),
        '`vp rerun --failed` once it is mended',
        '`vp logs`',
        ...(hasChanges(outcome) ? ['`vp diff`'] : []),
        '`vp complete --override REASON`',
      ];
    case 'failed':
    case 'terminated':
      return ['`vp logs`', '`vp plan`, then `vp start` for another run'];
    case 'pretended':
    case 'checked':
      return ['`vp new --name NAME --goal TEXT` for the next goal'];
    case 'reached':
    case 'overridden':
    case 'unproven':
      return nextOfCompleted(outcome);
    default:
      return assertNever(outcome.end);
  }
}

function nextOfCompleted(outcome: Outcome): string[] {
  if (outcome.merge?.state === 'merged')
    return ['`vp merge --undo` takes it back', '`vp new --name NAME` for the next goal'];
  if (!hasChanges(outcome)) return ['`vp new --name NAME --goal TEXT` for the next goal'];
  const merge =
    outcome.target === null ? '`vp merge --into BRANCH`' : `\`vp merge\` into ${outcome.target}`;
  return ['`vp diff` to review', merge];
}

function hasChanges({ changes }: Outcome): boolean {
  return changes !== null && changes.files > 0;
}

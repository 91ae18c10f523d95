import type { EdgeKind } from '#core/code-index/symbols.ts';
import { moduleless, type NamedEdge } from './solve-project.ts';
import type { SuiteCase } from './suite-cases.ts';

/** How found edges compare with expected ones. */
export interface Score {
  right: number;
  /** Found edges of the certain tier that are not expected. */
  wrong: number;
  /** Found edges of the possible tier that are not expected. */
  wrongPossible: number;
  missed: number;
  /**
   * Edges in words, for a reader who looks for the cause: `+` found but not expected, `?` the same
   * of the possible tier, `-` missed.
   */
  differences: string[];
}

/**
 * Compares the edges of a case with what it expects, for each kind of edge it expects anything of.
 */
export function scoreCase(suiteCase: SuiteCase, found: readonly NamedEdge[]): Score {
  const score = emptyScore();
  scoreKind(score, 'calls', suiteCase.expected.calls, found);
  if (suiteCase.expected.imports) scoreKind(score, 'imports', suiteCase.expected.imports, found);
  if (suiteCase.expected.inherits) scoreKind(score, 'inherits', suiteCase.expected.inherits, found);
  return score;
}

function scoreKind(
  score: Score,
  kind: EdgeKind,
  expected: Record<string, string[]>,
  found: readonly NamedEdge[],
): void {
  const wanted = new Set(
    Object.entries(expected).flatMap(([from, targets]) =>
      targets.map((to) => `${moduleless(from)} → ${moduleless(to)}`),
    ),
  );
  const tiers = new Map<string, NamedEdge>();
  for (const edge of found) {
    if (edge.kind !== kind) continue;
    const words = `${edge.from} → ${edge.to}`;
    if (tiers.get(words)?.tier !== 'certain') tiers.set(words, edge);
  }
  for (const words of wanted)
    if (tiers.has(words)) score.right++;
    else miss(score, kind, words);
  for (const [words, edge] of tiers) if (!wanted.has(words)) exceed(score, words, edge);
}

function miss(score: Score, kind: EdgeKind, words: string): void {
  score.missed++;
  score.differences.push(`- ${kind} ${words}`);
}

function exceed(score: Score, words: string, edge: NamedEdge): void {
  const isCertain = edge.tier === 'certain';
  if (isCertain) score.wrong++;
  else score.wrongPossible++;
  score.differences.push(
    `${isCertain ? '+' : '?'} ${edge.kind} ${words} (${edge.reason}, line ${edge.line})`,
  );
}

export function emptyScore(): Score {
  return { right: 0, wrong: 0, wrongPossible: 0, missed: 0, differences: [] };
}

export function addScore(total: Score, score: Score): void {
  total.right += score.right;
  total.wrong += score.wrong;
  total.wrongPossible += score.wrongPossible;
  total.missed += score.missed;
  total.differences.push(...score.differences);
}

/** Share of the found certain edges that are right; 1 when none was found. */
export function precisionOf({ right, wrong }: Score): number {
  return right + wrong === 0 ? 1 : right / (right + wrong);
}

/** Share of the expected edges that were found; 1 when none was expected. */
export function recallOf({ right, missed }: Score): number {
  return right + missed === 0 ? 1 : right / (right + missed);
}

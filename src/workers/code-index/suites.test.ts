import { describe, expect, it } from 'vitest';
import {
  addScore,
  emptyScore,
  precisionOf,
  recallOf,
  type Score,
  scoreCase,
} from './testing/score-case.ts';
import { productLanguages, solveProject } from './testing/solve-project.ts';
import { readCases } from './testing/suite-cases.ts';

/**
 * The least precision of certain edges and recall that the hand-written cases of a language must
 * show.
 */
const THRESHOLDS: Record<string, { precision: number; recall: number }> = {
  python: { precision: 0.99, recall: 0.98 },
};
const ELSEWHERE = { precision: 0.97, recall: 0.93 };

async function scoreLanguage(language: string): Promise<Score> {
  const languages = productLanguages();
  const total = emptyScore();
  for (const suiteCase of readCases(language))
    addScore(total, scoreCase(suiteCase, await solveProject(suiteCase, languages)));
  return total;
}

describe('the call graph of hand-written cases', () => {
  const known = [...productLanguages().folders.keys()].filter(
    (language) => readCases(language).length > 0,
  );

  it.each(known)('LOWER-1 names what %s really calls', async (language) => {
    const score = await scoreLanguage(language);
    const { precision, recall } = THRESHOLDS[language] ?? ELSEWHERE;
    const differences = score.differences.join('\n');
    expect(score.right, 'edges found').toBeGreaterThan(0);
    expect(precisionOf(score), differences).toBeGreaterThanOrEqual(precision);
    expect(recallOf(score), differences).toBeGreaterThanOrEqual(recall);
  });
});

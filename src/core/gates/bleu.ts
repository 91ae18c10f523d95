const MAX_ORDER = 4;

/**
 * BLEU-4 of a candidate text against one reference, 0..1: geometric mean of clipped n-gram
 * precisions times the brevity penalty (Papineni et al. 2002), with one added to matches and totals
 * of orders above 1 (smoothing 2 of Chen & Cherry 2014, after Lin & Och 2004), so that short texts
 * are not zero for want of one 4-gram. No words on either side: 0.
 */
export function bleu(candidate: string, reference: string): number {
  const words = tokens(candidate);
  const expected = tokens(reference);
  if (words.length === 0 || expected.length === 0) return 0;
  let logSum = 0;
  for (let order = 1; order <= MAX_ORDER; order += 1) {
    const precision = clippedPrecision(words, expected, order);
    if (precision === 0) return 0;
    logSum += Math.log(precision) / MAX_ORDER;
  }
  const brevity = Math.min(0, 1 - expected.length / words.length);
  return Math.exp(brevity + logSum);
}

function clippedPrecision(words: string[], expected: string[], order: number): number {
  const candidate = countNgrams(words, order);
  const reference = countNgrams(expected, order);
  let matches = 0;
  for (const [ngram, count] of candidate) matches += Math.min(count, reference.get(ngram) ?? 0);
  const total = Math.max(0, words.length - order + 1);
  return order === 1 ? matches / total : (matches + 1) / (total + 1);
}

function countNgrams(words: string[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + order <= words.length; start += 1) {
    const ngram = words.slice(start, start + order).join(' ');
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

/** Lower-case words and single punctuation marks. */
function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?|[^\s\p{L}\p{N}]/gu) ?? [];
}

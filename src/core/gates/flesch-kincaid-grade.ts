/**
 * Flesch–Kincaid grade level: 0.39·(words/sentences) + 11.8·(syllables/words) − 15.59 (Kincaid et
 * al. 1975). Syllables are counted by vowel groups, as English spelling allows. null for a text
 * without words. Fenced code blocks are left out: they are not prose.
 */
export function fleschKincaidGrade(text: string): number | null {
  const prose = withoutCodeBlocks(text);
  const words = prose.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
  if (words.length === 0) return null;
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0);
  const sentences = countSentences(prose);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** Syllables of an English word by its vowel groups; at least 1. */
export function countSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^\p{L}]/gu, '');
  if (letters.length <= 3) return 1;
  // A closing e, es or ed is silent except after l with a consonant before it (ta-ble) and after t
  // or d (want-ed).
  const spoken = letters
    .replace(/(?<![td])ed$|(?<![sxzc]|sh|ch|g)es$/, '')
    .replace(/(?<![^aeiouy]l)e$/, '');
  const groups = spoken.match(/[aeiouyàâäéèêëïîôöùûü]+/g)?.length ?? 0;
  return Math.max(1, groups);
}

function withoutCodeBlocks(text: string): string {
  let inside = false;
  return text
    .split('\n')
    .filter((line) => {
      const isFence = /^ {0,3}(?:```|~~~)/.test(line);
      if (isFence) inside = !inside;
      return !isFence && !inside;
    })
    .join('\n');
}

/**
 * A sentence ends at . ! ? or … before white space, or at a blank line; a text has at least one.
 */
function countSentences(prose: string): number {
  const parts = prose.split(/[.!?…]+(?=\s|$)|\n\s*\n/u);
  return Math.max(1, parts.filter((part) => /[\p{L}\p{N}]/u.test(part)).length);
}

import { joinedName } from './to-search-terms.ts';
import { eachWord } from './split-words.ts';
import { isEnglishStopWord } from './stop-words.ts';

/**
 * More words than this cost time and rank nothing better; a long snippet says what it is about in
 * its first ones.
 */
const MAX_WORDS = 48;

/** The words to look for in a question or a piece of code, each once, in their order. */
export function questionWords(text: string): string[] {
  const words = new Set<string>();
  eachWord(text, (word) => {
    if (word.length > 1) words.add(word);
  });
  for (const identifier of text.match(/[A-Za-z_$][\w$]{3,60}/g) ?? [])
    if (/[a-z\d][A-Z_]|_[a-z]/.test(identifier)) words.add(joinedName(identifier));
  const all = Array.from(words);
  const distinctive = all.filter((word) => !isEnglishStopWord(word));
  return (distinctive.length > 0 ? distinctive : all).slice(0, MAX_WORDS);
}

/** The FTS5 expression for passages that hold any of the words; null when there are none. */
export function buildMatch(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  return words.map((word) => `"${word}"`).join(' OR ');
}

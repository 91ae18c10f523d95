/** Words of English that say nothing about what a passage does. */
const ENGLISH =
  'a about all also an and any are as at be because been but by can could did do does each etc for from had has have how i if in into is it its ' +
  'just may me might must my no nor not of on only or other our out over own same shall should so some such than that the their them then there ' +
  'these they this those to too under up upon us use used uses using very via was we were what when where whether which while who whose why will ' +
  'with within would you your';

/** Words of programming languages that stand in nearly every body. */
const CODE =
  'self cls def return if else elif none true false null undefined const let var function func fn public private static void this';

const englishWords = new Set(ENGLISH.split(' '));
const codeWords = new Set(CODE.split(' '));

export function isEnglishStopWord(word: string): boolean {
  return englishWords.has(word);
}

/**
 * Whether a word is left out of bodies: too common in code or in English to distinguish passages.
 */
export function isCodeStopWord(word: string): boolean {
  return codeWords.has(word) || englishWords.has(word);
}

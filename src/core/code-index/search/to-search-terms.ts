import type { SearchDocument, SearchTerms } from './document.ts';
import { eachWord, splitWords } from './split-words.ts';
import { isCodeStopWord, isEnglishStopWord } from './stop-words.ts';

/** Longer words are encoded data, not language. */
const MAX_WORD_CHARACTERS = 40;
/** A passage's words beyond this many add nothing that ranks it; generated tables are cut here. */
const MAX_WORDS = 4000;

/** Splits a document's texts into the words they are stored as (SEARCH-2). */
export function toSearchTerms(document: SearchDocument): SearchTerms {
  const { symbol, line, endLine } = document;
  return {
    symbol,
    line,
    endLine,
    name: nameTerms(document.name),
    signature:
      `${terms(outerName(document.name), isNoStopWord)} ${terms(document.signature, isCodeStopWord)}`.trim(),
    comment: terms(document.comment, isEnglishStopWord),
    body: terms(document.body, isCodeStopWord),
  };
}

/**
 * The words of a name's last part and, so that the whole name can be asked for, that part in one
 * piece.
 */
function nameTerms(name: string): string {
  const words = splitWords(name.slice(outerName(name).length));
  const joined = words.join('');
  if (joined !== '' && !words.includes(joined)) words.push(joined);
  return words.join(' ');
}

/**
 * Everything before the last part of a dotted name, and the folders of a path: what a name stands
 * in says less than the name.
 */
function outerName(name: string): string {
  return /^.*[./](?=[^./])/s.exec(name)?.[0] ?? '';
}

function isNoStopWord(): boolean {
  return false;
}

/** The words of a file's path, by which all passages in it can be found. */
export function pathTerms(path: string): string {
  return terms(path.replace(/(?<=[^/])\.[^./]*$/, ''), isNoStopWord);
}

/**
 * The last part of a dotted name without its separators, in lower case: `Box.getUser_name` gives
 * `getusername`.
 */
export function joinedName(name: string): string {
  return splitWords(/[^./\\:#\s]*$/.exec(name)?.[0] ?? '').join('');
}

function terms(text: string, isStopWord: (word: string) => boolean): string {
  let out = '';
  let count = 0;
  eachWord(text, (word) => {
    if (count >= MAX_WORDS || word.length < 2 || word.length > MAX_WORD_CHARACTERS) return;
    if (isStopWord(word)) return;
    out += count === 0 ? word : ` ${word}`;
    count += 1;
  });
  return out;
}

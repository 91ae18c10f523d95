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
    signature: terms(document.signature, isCodeStopWord),
    comment: terms(document.comment, isEnglishStopWord),
    body: terms(document.body, isCodeStopWord),
  };
}

/** A name's words and, so that the whole name can be asked for, its last part in one piece. */
function nameTerms(name: string): string {
  const words = splitWords(name);
  const last = joinedName(name);
  if (last !== '' && !words.includes(last)) words.push(last);
  return words.join(' ');
}

/** The last part of a dotted name without its separators, in lower case: `Box.getUser_name` gives `getusername`. */
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

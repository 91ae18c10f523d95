/** Class of an ASCII character inside an identifier; other letters count as lower case. */
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

const CLASSES = new Uint8Array(128);
for (let code = 97; code <= 122; code += 1) CLASSES[code] = LOWER;
for (let code = 65; code <= 90; code += 1) CLASSES[code] = UPPER;
for (let code = 48; code <= 57; code += 1) CLASSES[code] = DIGIT;

function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return CLASSES[code] ?? 0;
  return isLetter(text.charAt(at)) ? LOWER : 0;
}

/** Letters of any script; halves of surrogate pairs count too, so that rare scripts stay words. */
function isLetter(character: string): boolean {
  return /[\p{L}\p{M}\p{N}\ud800-\udfff]/u.test(character);
}

/** Whether a new word begins at a character: `getUser|Name`, `HTTP|Server`, `utf|8`, `8|bit`. */
function isBoundary(text: string, at: number, classes: { before: number; here: number }): boolean {
  const { before, here } = classes;
  if (before === here) {
    // The last capital of a run starts the next word: HTTPServer.
    return here === UPPER && classOf(text, at + 1) === LOWER && !isPlural(text, at + 1);
  }
  return !(before === UPPER && here === LOWER);
}

/** A lone `s` after capitals belongs to them: URLs, IDs. */
function isPlural(text: string, at: number): boolean {
  return text.charCodeAt(at) === 115 && classOf(text, at + 1) !== LOWER;
}

/**
 * Calls back for every word of a text or code: identifiers are split at case changes, underscores
 * and digits. Lower case.
 */
export function eachWord(text: string, on: (word: string) => void): void {
  let start = -1;
  let before = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const here = at < text.length ? classOf(text, at) : 0;
    if (start >= 0 && (here === 0 || isBoundary(text, at, { before, here }))) {
      on(text.slice(start, at).toLowerCase());
      start = -1;
    }
    if (start < 0 && here !== 0) start = at;
    before = here;
  }
}

/** The words of a name or text in order: `parseHTTPResponse2` gives parse, http, response, 2. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (word) => void words.push(word));
  return words;
}

const NAME = '[A-Za-z_]\\w*';
const QUALIFIERS =
  'static|inline|extern|const|volatile|register|virtual|constexpr|__inline|__inline__|__always_inline|__forceinline';
const PLAIN_TYPES = 'void|int|char|bool|_Bool|short|long|float|double|signed|unsigned';
/** Words that begin something else than a declaration of a function. */
const OTHERS =
  'return|else|typedef|goto|case|delete|new|throw|using|namespace|template|operator|public|private|protected|friend|auto|sizeof|if|while|for|do|switch|class';
/** What looks like an annotation wherever it stands: `__init`, `__printf(1, 2)`, `WINAPI`. */
const MARKED = '(?:__[a-z]\\w*|[A-Z][A-Z0-9_]{2,})(?:\\([^()\\n]*\\))?';
/** Further words up to the name of the function and its parameters. */
const UP_TO_NAME = `(?=[\\s*&]+(?:${NAME}(?:\\([^()\\n]*\\))?[\\s*&]+)*${NAME}[ \\t]*\\()`;

/** What stands before an annotation: qualifiers, then a type. */
const TYPE =
  `^[ \\t]*(?:(?:${QUALIFIERS})[ \\t]+)*(?!(?:${QUALIFIERS}|${OTHERS})\\b)` +
  `(?:(?:struct|union|enum)[ \\t]+${NAME}|(?!(?:struct|union|enum)\\b)${NAME})[\\s*&]+`;

const PATTERNS: readonly RegExp[] = [
  // `box_t *__init f(`: marked, between a type and the name.
  new RegExp(`(?<=${TYPE})${MARKED}${UP_TO_NAME}`, 'g'),
  // `int noinline f(`: any word between a type of the language and the name.
  new RegExp(
    `(?<=^[^#(=;{}"]*\\b(?:${PLAIN_TYPES})[\\s*&]+)(?!(?:${PLAIN_TYPES}|${QUALIFIERS}|${OTHERS})\\b)(?:${MARKED}|${NAME})${UP_TO_NAME}`,
    'g',
  ),
  // `asmlinkage void f(`: any word before a type of the language.
  new RegExp(
    `(?<=^[ \\t]*(?:(?:${QUALIFIERS})[ \\t]+)*)(?!(?:${QUALIFIERS}|${OTHERS}|${PLAIN_TYPES}|struct|union|enum)\\b)${NAME}(?=[ \\t]+(?:${PLAIN_TYPES})\\b)${UP_TO_NAME}`,
    'g',
  ),
];

/** A macro that stands for nothing, or for an attribute. */
const EMPTY_MACRO =
  /^[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w*)(?:[ \t]+(?:__attribute__|__declspec|\[\[)[^\n]*)?[ \t]*$/gm;

/**
 * Blanks annotations in the heads of C and C++ functions with as many spaces: macros that the file
 * defines as nothing or as an attribute, and words where the language allows none, as between a
 * type and the name of a function. Several may follow one another.
 */
export function blankAnnotations(text: string): string {
  const cleaned = blankWords(
    text,
    new Set(Array.from(text.matchAll(EMPTY_MACRO), ([, name]) => name)),
  );
  return cleaned.replace(HEAD, blankHead);
}

/** Three words or more and a parenthesis, from the beginning of a line: often a function's head. */
const HEAD = new RegExp(
  `^[ \\t]*(?:${NAME}(?:\\([^()\\n]*\\))?[\\s*&]+){2,10}${NAME}[ \\t]*\\(`,
  'gm',
);

function blankHead(head: string): string {
  let cleaned = head;
  for (let before = ''; before !== cleaned;) {
    before = cleaned;
    for (const pattern of PATTERNS) cleaned = cleaned.replace(pattern, spaces);
  }
  return cleaned;
}

function blankWords(text: string, words: ReadonlySet<string | undefined>): string {
  if (words.size === 0) return text;
  return text.replace(/^[ \t]*#[^\n]*$|[A-Za-z_]\w*/gm, (word) =>
    words.has(word) ? spaces(word) : word,
  );
}

function spaces(text: string): string {
  return text.replaceAll(/\S/g, ' ');
}

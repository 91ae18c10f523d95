/** Which of the 128 ASCII characters belong to a run; everything else never does. */
export type CharClass = Readonly<Uint8Array>;

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const ALNUM = DIGITS + LOWER + UPPER;
const PRINTABLE = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n)).join('');

/** The letters of the shape notation and the characters each stands for. */
export const CHARS_BY_LETTER: Readonly<Record<string, string>> = {
  D: DIGITS,
  H: `${DIGITS}abcdef`,
  X: `${DIGITS}abcdefABCDEF`,
  L: DIGITS + LOWER,
  U: DIGITS + UPPER,
  A: ALNUM,
  V: `${ALNUM}_`,
  W: `${ALNUM}_-`,
  C: `${ALNUM}_-=.`,
  B: `${ALNUM}+/=`,
  Q: `${ALNUM}_~.-`,
  P: `${ALNUM}%_.-+/=^`,
  T: `${ALNUM}._~+/=-`,
  R: PRINTABLE.replaceAll(/["'`\\]/g, ''),
};

export function charClass(chars: string): CharClass {
  const members = new Uint8Array(128);
  for (const char of chars) members[char.charCodeAt(0)] = 1;
  return members;
}

const classes = new Map(
  Object.entries(CHARS_BY_LETTER).map(([letter, chars]) => [letter, charClass(chars)] as const),
);

/** The class of a letter of the shape notation. */
export function classOfLetter(letter: string): CharClass | undefined {
  return classes.get(letter);
}

const ALNUM_CLASS = charClass(ALNUM);

export function isAlnum(code: number): boolean {
  return ALNUM_CLASS[code] === 1;
}

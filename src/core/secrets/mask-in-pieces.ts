import { MaskStream } from './mask-stream.ts';
import { isShortJson, type Masker } from './masker.ts';
import { walkData } from './walk-data.ts';

/** Does one piece of work when its turn comes. */
export type DoPiece = <T>(piece: () => T) => Promise<T>;

interface Text {
  text: string;
  isKey: boolean;
}

/** What is masked in one piece: a millisecond or two. */
const PIECE_CHARS = 65_536;
/** What each text costs beside its length. */
const CHARS_FOR_EACH = 16;

/** Whether data holds more text than is masked in one piece. */
export function isLong(data: unknown): boolean {
  return textsOf(data).reduce((sum, { text }) => sum + text.length, 0) > PIECE_CHARS;
}

/** As `masker.maskData`, but piece by piece, so that other work goes on in between. */
export async function maskInPieces<T>(masker: Masker, data: T, doPiece: DoPiece): Promise<T> {
  const masked: string[][] = [];
  for (const texts of inPieces(textsOf(data))) masked.push(await maskTexts(masker, texts, doPiece));
  const all = masked.flat();
  let at = 0;
  const next = (text: string): string => {
    at += 1;
    return all[at - 1] ?? text;
  };
  return doPiece(() => walkData(data, { ...masker.treatment, text: next, key: next }) as T);
}

/** A long text is the last of its piece. */
function inPieces(texts: readonly Text[]): Text[][] {
  const pieces: Text[][] = [];
  let piece: Text[] = [];
  let chars = 0;
  for (const each of texts) {
    piece.push(each);
    chars += each.text.length + CHARS_FOR_EACH;
    if (chars < PIECE_CHARS) continue;
    pieces.push(piece);
    piece = [];
    chars = 0;
  }
  return [...pieces, piece];
}

/** All texts of data in the order of a walk. */
function textsOf(data: unknown): Text[] {
  const texts: Text[] = [];
  const note =
    (isKey: boolean) =>
    (text: string): string => {
      texts.push({ text, isKey });
      return text;
    };
  walkData(data, { text: note(false), key: note(true), isSecretName: () => false, label: '' });
  return texts;
}

/** The last of the texts may be long by itself. */
async function maskTexts(
  masker: Masker,
  texts: readonly Text[],
  doPiece: DoPiece,
): Promise<string[]> {
  const { text: treat, key: treatKey } = masker.treatment;
  const last = texts.at(-1);
  if (last === undefined || last.text.length <= PIECE_CHARS)
    return doPiece(() => texts.map(({ text, isKey }) => (isKey ? treatKey(text) : treat(text))));
  const before = await maskTexts(masker, texts.slice(0, -1), doPiece);
  return [...before, await maskLong(masker, last, doPiece)];
}

async function maskLong(masker: Masker, { text, isKey }: Text, doPiece: DoPiece): Promise<string> {
  const stream = new MaskStream(masker.finder);
  let masked = '';
  for (let at = 0; at < text.length; at += PIECE_CHARS)
    masked += await doPiece(() => stream.write(text.slice(at, at + PIECE_CHARS)));
  masked += stream.end();
  if (masked === text) return text;
  if (isKey || !isShortJson(text)) return masked;
  try {
    const data = await doPiece(() => JSON.parse(text) as unknown);
    return JSON.stringify(await maskInPieces(masker, data, doPiece));
  } catch {
    return masked;
  }
}

import { ALIGNMENTS, MIXED_CHARS, base64Core, toBase64Url, toHex } from './byte-text.ts';
import { toUtf8 } from './utf8.ts';

/** One way a secret value is written. */
export interface ValueForm {
  text: string;
  /** `digits`: base64 or hex, which tools wrap; `folded`: letters in either case. */
  spelling: 'exact' | 'folded' | 'base64' | 'hex';
  /** Characters in front of the text that tell some of the value's bits, too. */
  mixedBefore: number;
}

// Shorter pieces of base64 stand in all kinds of text.
const SHORTEST_FORM = 8;

/** Every way a value is looked for, each once: as it is and as programs encode it. */
export function formsOf(value: string): ValueForm[] {
  const bytes = toUtf8(value);
  const exact = [value, jsonText(value), jsonText(jsonText(value)), xmlText(value), latin1(bytes)];
  const hex = toHex(bytes);
  const forms: ValueForm[] = [
    ...exact.map((text) => ({ text, spelling: 'exact' as const, mixedBefore: 0 })),
    ...percentTexts(value, hex).map((text) => ({
      text,
      spelling: 'folded' as const,
      mixedBefore: 0,
    })),
    { text: hex, spelling: 'hex', mixedBefore: 0 },
    ...ALIGNMENTS.flatMap((before) => {
      const core = base64Core(bytes, before);
      const mixedBefore = MIXED_CHARS[before] === 0 ? 0 : 1;
      return [core, toBase64Url(core)].map((text) => ({
        text,
        spelling: 'base64' as const,
        mixedBefore,
      }));
    }),
  ];
  const seen = new Set<string>();
  return forms.filter(({ text }) => {
    if (text.length < SHORTEST_FORM || seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function jsonText(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function xmlText(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** As a stream of bytes shows it before they are made text. */
function latin1(bytes: readonly number[]): string {
  return bytes.map((byte) => String.fromCharCode(byte)).join('');
}

/** Component, form field and every single byte; forms that change nothing fall to the plain one. */
function percentTexts(value: string, hex: string): string[] {
  const whole = value.toWellFormed();
  const component = encodeURIComponent(whole);
  const strict = component.replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const every = hex.replaceAll(/../g, (pair) => `%${pair}`);
  const encoded = [component, strict, strict.replaceAll('%20', '+'), encodeURI(whole)];
  return [...encoded.filter((text) => text !== value), every];
}

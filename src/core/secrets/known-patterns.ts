import type { KnownSecret } from './known-secret.ts';
import type { Found, Pattern } from './pattern.ts';
import type { TextView } from './text-view.ts';
import { formsOf, type ValueForm } from './value-forms.ts';
import { sextetOf } from './byte-text.ts';

const ANCHOR_CHARS = 8;

/** Patterns of exact values, in every form they are written in. */
export function knownPatterns(secrets: readonly KnownSecret[]): Pattern[] {
  return secrets.flatMap(({ kind, value }) =>
    formsOf(value).flatMap((form) => {
      const from = anchorFrom(form.text);
      return from === -1 ? [] : [formPattern(kind, form, from)];
    }),
  );
}

/** Where the first stretch without a line end or a rare character begins; -1 for none. */
function anchorFrom(text: string): number {
  return /[\t\x20-\x7E\xA0-\uFFFF]{8}/.exec(text)?.index ?? -1;
}

function formPattern(kind: string, form: ValueForm, from: number): Pattern {
  const { text, spelling, mixedBefore } = form;
  const wanted = spelling === 'hex' || spelling === 'folded' ? text.toLowerCase() : text;
  return {
    anchor: text.slice(from, from + ANCHOR_CHARS),
    mayWrap: spelling === 'base64' || spelling === 'hex',
    only: spelling === 'hex' || spelling === 'folded' ? 'anywhere' : 'case',
    follows: null,
    look(view, at): Found | number {
      const start = at - from;
      const end = compare(view, start, { wanted, spelling });
      if (end === -1) return at;
      if (spelling !== 'base64') return { start, end, kind };
      return { start: start - mixedBefore, end: base64End(view, end), kind };
    },
  };
}

/** The end of a form that begins there; -1 when it is another text. */
function compare(
  view: TextView,
  start: number,
  { wanted, spelling }: { wanted: string; spelling: ValueForm['spelling'] },
): number {
  const isWrapped = spelling === 'base64' || spelling === 'hex';
  const isFolded = spelling === 'hex' || spelling === 'folded';
  let at = start;
  for (let n = 0; n < wanted.length; n += 1) {
    if (isWrapped && n > 0) at = view.skipLineEnds(at);
    const code = view.code(at);
    if ((isFolded ? lower(code) : code) !== wanted.charCodeAt(n)) return -1;
    at += 1;
  }
  return at;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** With the one digit that the next byte has a part in, and the padding. */
function base64End(view: TextView, end: number): number {
  let at = sextetOf(view.code(end)) >= 0 ? end + 1 : end;
  while (view.code(at) === 61) at += 1;
  return at;
}

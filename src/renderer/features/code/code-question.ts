import type { QueryKind } from '#shared/contract/code-index.ts';
import type { RouteOf } from '../../navigation/route.ts';
import { languageOfFile } from './language-of-file.ts';

/** A question to the index as the address of the code place holds it. */
export interface CodeQuestion {
  kind: QueryKind;
  text: string;
  lang: string;
  path: string;
  /** Guesses too. */
  all: boolean;
}

export const QUESTION_LABELS: Readonly<Record<QueryKind, string>> = {
  where_defined: 'Defined where',
  who_calls: 'Who calls',
  impact_set: 'What a change reaches',
  nearest_neighbors: 'Resembles',
};

/** The question that an address of the code place holds. */
export function questionOf({ kind, q, lang, path, tier }: RouteOf<'code'>): CodeQuestion {
  return { kind, text: q, lang, path, all: tier === 'all' };
}

/** The same, for the address to hold it. */
export function fieldsOf({ kind, text, lang, path, all }: CodeQuestion) {
  return { kind, q: text, lang, path, tier: all ? ('all' as const) : ('certain' as const) };
}

/**
 * A change may be asked about by file as well as by symbol: what has a slash, or ends like a source
 * file, is a file.
 */
export function meansFile(text: string): boolean {
  return /[/\\]/.test(text) || (text.includes('.') && languageOfFile(text) !== undefined);
}

/** The input of `queryIndex`. */
export function askOf(question: CodeQuestion, page: { repo: string; k: number; offset: number }) {
  const { kind, text, lang, path, all } = question;
  return {
    kind,
    repo: page.repo,
    k: page.k,
    offset: page.offset,
    ...(lang === '' ? {} : { lang }),
    ...(path === '' ? {} : { path }),
    ...(all ? { tier: 'all' as const } : {}),
    ...targetOf(kind, text),
  };
}

function targetOf(kind: QueryKind, text: string) {
  if (kind === 'nearest_neighbors') return { snippet: text };
  if (kind === 'impact_set' && meansFile(text)) return { file: text };
  return { symbol: text };
}

import { QUERY_KINDS, type QueryKind } from '#shared/contract/code-index.ts';
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

export const EMPTY_QUESTION: CodeQuestion = {
  kind: 'where_defined',
  text: '',
  lang: '',
  path: '',
  all: false,
};

export function readQuestion(search: URLSearchParams): CodeQuestion {
  return {
    kind: QUERY_KINDS.find((kind) => kind === search.get('kind')) ?? EMPTY_QUESTION.kind,
    text: search.get('q') ?? '',
    lang: search.get('lang') ?? '',
    path: search.get('path') ?? '',
    all: search.get('tier') === 'all',
  };
}

export function writeQuestion(question: CodeQuestion): URLSearchParams {
  const search = new URLSearchParams();
  if (question.kind !== EMPTY_QUESTION.kind) search.set('kind', question.kind);
  if (question.text !== '') search.set('q', question.text);
  if (question.lang !== '') search.set('lang', question.lang);
  if (question.path !== '') search.set('path', question.path);
  if (question.all) search.set('tier', 'all');
  return search;
}

/** A change may be asked about by file as well as by symbol: what has a slash, or ends like a source file, is a file. */
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

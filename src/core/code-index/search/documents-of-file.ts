import type { Form } from '../forms.ts';
import type { SymbolFact } from '../symbols.ts';
import type { SearchDocument } from './document.ts';

/**
 * Kinds of definitions that are searched for on their own; the others are part of what they stand
 * in.
 */
const WITH_DOCUMENT: ReadonlySet<SymbolFact['kind']> = new Set<SymbolFact['kind']>([
  'module',
  'namespace',
  'class',
  'interface',
  'struct',
  'trait',
  'enum',
  'type',
  'function',
  'method',
  'constructor',
  'macro',
]);

const LINES_PER_PASSAGE = 60;

/** A file's path as a name to be searched for: without its extension. */
function pathName(path: string): string {
  return path.replace(/(?<=[^/])\.[^./]*$/, '');
}

/** Cuts text in no known language into passages of 60 lines. */
export function documentsOfText(path: string, text: string): SearchDocument[] {
  const lines = text.split('\n');
  const documents: SearchDocument[] = [];
  for (let at = 0; at < lines.length; at += LINES_PER_PASSAGE) {
    const passage = lines.slice(at, at + LINES_PER_PASSAGE);
    const body = passage.join('\n');
    if (at > 0 && body.trim() === '') continue;
    const line = at + 1;
    const endLine = at + passage.length;
    documents.push({
      symbol: 0,
      name: pathName(path),
      signature: '',
      comment: '',
      body,
      line,
      endLine,
    });
  }
  return documents;
}

/**
 * One document for the module and for every named function, class and the like. A definition's own
 * lines are those in no definition inside it; a comment right above a definition belongs to it, as
 * a docstring does.
 */
export function documentsOfFile(
  path: string,
  text: string,
  { root, symbols }: { root: Form; symbols: readonly SymbolFact[] },
): SearchDocument[] {
  const documents = new Map<number, SearchDocument>();
  const owners = new Int32Array(
    Math.max(root.endLine, ...symbols.map(({ endLine }) => endLine)) + 2,
  );
  const startsAt = new Map<number, number>();
  symbols.forEach((symbol, index) => {
    if (!WITH_DOCUMENT.has(symbol.kind) || (symbol.name === '' && index > 0)) return;
    documents.set(index, emptyDocument(path, symbol, index));
    owners.fill(index, symbol.startLine, symbol.endLine + 1);
    if (index > 0) startsAt.set(symbol.startLine, index);
  });
  const comments = commentsIn(root);
  addComments(documents, { comments, owners, startsAt, text });
  addBodies(documents, { comments, owners, text });
  return [...documents.values()];
}

function emptyDocument(path: string, symbol: SymbolFact, index: number): SearchDocument {
  const { signature, startLine, endLine } = symbol;
  const name = index === 0 ? pathName(path) : symbol.path;
  return { symbol: index, name, signature, comment: '', body: '', line: startLine, endLine };
}

function commentsIn(root: Form): Form[] {
  const comments: Form[] = [];
  const visit = (form: Form): void => {
    if (form.kind === 'comment' || form.kind === 'docstring') comments.push(form);
    else for (const child of form.children) visit(child);
  };
  visit(root);
  return comments;
}

interface Passages {
  comments: readonly Form[];
  /** Per line the innermost symbol that has a document. */
  owners: Int32Array;
  text: string;
}

/**
 * Gives each definition the words that describe it: docstrings and the comments right above it, and
 * a file those outside of definitions. A comment between statements is part of the body: it
 * describes a detail.
 */
function addComments(
  documents: Map<number, SearchDocument>,
  { comments, owners, startsAt, text }: Passages & { startsAt: Map<number, number> },
): void {
  let nextLine = -1;
  let nextOwner: number | undefined;
  for (let n = comments.length - 1; n >= 0; n -= 1) {
    const comment = comments[n];
    if (comment === undefined) continue;
    const below = comment.endLine + 1 === nextLine ? nextOwner : startsAt.get(comment.endLine + 1);
    const described = standsAlone(comment, text) ? below : undefined;
    const owner = described ?? owners[comment.line] ?? 0;
    nextLine = comment.line;
    nextOwner = described;
    const document = documents.get(owner);
    if (document === undefined) continue;
    const words = text.slice(comment.start, comment.end);
    const describes = described !== undefined || comment.kind === 'docstring' || owner === 0;
    if (describes) document.comment = `${words}\n${document.comment}`;
    else document.body += `${words}\n`;
  }
}

/**
 * Whether a comment begins its line, so that it describes what follows rather than what it stands
 * behind.
 */
function standsAlone({ kind, start, column }: Form, text: string): boolean {
  return kind === 'comment' && text.slice(start - column, start).trim() === '';
}

function addBodies(
  documents: Map<number, SearchDocument>,
  { comments, owners, text }: Passages,
): void {
  let line = 1;
  let at = 0;
  let next = 0;
  let runStart = 0;
  const flush = (owner: number, end: number): void => {
    const document = documents.get(owner);
    if (document !== undefined && end > runStart) document.body += text.slice(runStart, end);
  };
  while (at < text.length) {
    const owner = owners[line] ?? 0;
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline + 1;
    const comment = comments[next];
    if (comment !== undefined && comment.start < lineEnd && comment.start >= at) {
      flush(owner, comment.start);
      next += 1;
      at = comment.end;
      runStart = at;
      line = comment.endLine;
      continue;
    }
    if ((owners[line + 1] ?? 0) !== owner || lineEnd === text.length) {
      flush(owner, lineEnd);
      runStart = lineEnd;
    }
    at = lineEnd;
    line += 1;
  }
}

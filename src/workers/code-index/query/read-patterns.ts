/**
 * A node of a query pattern, as written. Groups and alternatives are nodes without a type of their
 * own.
 */
export interface PatternNode {
  is: 'named' | 'anonymous' | 'any' | 'group' | 'either';
  /** Node type of `named` and `anonymous`; '_' stands for any named node. */
  type: string;
  field: string;
  /** Fields it must not have. */
  absent: string[];
  captures: string[];
  quantifier: '' | '?' | '*' | '+';
  children: PatternNode[];
  /** An anchor stands before it, or after it as the last child. */
  isAnchored: boolean;
  isLast: boolean;
  /** Predicates of a group: `#eq?`, then captures (with `@`) and texts. */
  predicates: { name: string; values: { isCapture: boolean; text: string }[] }[];
}

interface Token {
  kind: 'mark' | 'word' | 'text' | 'capture';
  text: string;
}

const TOKENS =
  /;.*|"((?:[^"\\]|\\.)*)"|@([\w.-]+)|([()[\]:?*+!]|\.(?![\w]))|([#\w./-]+[?!]?)|\s+/gy;

/**
 * Reads the patterns of a query, in order; throws when it is no query. Node types and fields are
 * not looked at.
 */
export function readPatterns(source: string): PatternNode[] {
  const reader = new PatternReader(tokenize(source));
  const patterns: PatternNode[] = [];
  while (!reader.isDone) patterns.push(reader.readNode());
  return patterns;
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of source.matchAll(TOKENS)) {
    const [whole, text, capture, mark, word] = match;
    end = match.index + whole.length;
    if (text !== undefined) tokens.push({ kind: 'text', text: unescape(text) });
    else if (capture !== undefined) tokens.push({ kind: 'capture', text: capture });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: whole });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
  }
  if (end < source.length) throw new Error(`the query cannot be read from its character ${end}`);
  return tokens;
}

function unescape(text: string): string {
  const named: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0' };
  return text.replaceAll(/\\(.)/gs, (_, letter: string) => named[letter] ?? letter);
}

class PatternReader {
  readonly #tokens: Token[];
  #at = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Reads a node with its field, quantifier and captures. */
  readNode(): PatternNode {
    const field = this.#tokens[this.#at + 1]?.text === ':' ? this.#take().text : '';
    if (field !== '') this.#take();
    const node = this.#readBare();
    node.field = field;
    for (;;) {
      const next = this.#tokens[this.#at];
      if (next?.kind === 'capture') node.captures.push(this.#take().text);
      else if (
        next?.kind === 'mark' &&
        (next.text === '?' || next.text === '*' || next.text === '+')
      ) {
        this.#take();
        node.quantifier = next.text;
      } else return node;
    }
  }

  #readBare(): PatternNode {
    const first = this.#take();
    if (first.kind === 'text') return emptyNode('anonymous', first.text);
    if (first.kind === 'word') return emptyNode('any', first.text);
    if (first.text === '[') return this.#readChildren(emptyNode('either', ''), ']');
    if (first.text !== '(') throw new Error(`a pattern starts with ${first.text}`);
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'word') return this.#readChildren(emptyNode('group', ''), ')');
    this.#take();
    return this.#readChildren(emptyNode('named', next.text), ')');
  }

  #readChildren(node: PatternNode, end: string): PatternNode {
    let isAnchored = false;
    for (;;) {
      const next = this.#tokens[this.#at];
      if (next === undefined) throw new Error('the query ends inside a pattern');
      if (next.kind !== 'mark') {
        this.#readChild(node, isAnchored);
        isAnchored = false;
        continue;
      }
      if (next.text === end) break;
      if (next.text === '.') {
        this.#take();
        isAnchored = true;
      } else if (next.text === '!') {
        this.#take();
        node.absent.push(this.#take().text);
      } else {
        this.#readChild(node, isAnchored);
        isAnchored = false;
      }
    }
    this.#take();
    const last = node.children.at(-1);
    if (isAnchored && last !== undefined) last.isLast = true;
    return node;
  }

  #readChild(node: PatternNode, isAnchored: boolean): void {
    const isPredicate = this.#tokens[this.#at + 1]?.text.startsWith('#') === true;
    if (isPredicate && this.#tokens[this.#at]?.text === '(') {
      node.predicates.push(this.#readPredicate());
      return;
    }
    const child = this.readNode();
    child.isAnchored = isAnchored;
    node.children.push(child);
  }

  #readPredicate(): PatternNode['predicates'][number] {
    this.#take();
    const name = this.#take().text;
    const values: { isCapture: boolean; text: string }[] = [];
    for (let next = this.#take(); next.text !== ')' || next.kind === 'text'; next = this.#take())
      values.push({ isCapture: next.kind === 'capture', text: next.text });
    return { name, values };
  }

  #take(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error('the query ends inside a pattern');
    this.#at += 1;
    return token;
  }
}

function emptyNode(is: PatternNode['is'], type: string): PatternNode {
  return {
    is,
    type,
    field: '',
    absent: [],
    captures: [],
    quantifier: '',
    children: [],
    isAnchored: false,
    isLast: false,
    predicates: [],
  };
}

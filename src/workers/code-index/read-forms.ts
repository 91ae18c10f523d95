import type { Parser, Tree } from 'web-tree-sitter';
import type { Form } from '#core/code-index/forms.ts';
import { must } from '#shared/assert.ts';
import type { LoadedLanguage } from './load-language.ts';
import { cleanMacros, firstBranches } from './clean-macros.ts';
import { LinePositions } from './line-positions.ts';
import { openMacros } from './open-macros.ts';
import { addLeftOver } from './query/add-left-over.ts';
import { FlatTree } from './query/flat-tree.ts';
import type { MeaningTable, NodeMeaning } from './query/meaning-table.ts';

// Both are filled anew for each file, so that reading a file leaves only its forms behind.
const flat = new FlatTree();
let states = new Int32Array(0);

/**
 * Parses a text and returns its module form; null when the parser gave up. Syntax errors cost only
 * what tree-sitter cannot recover, and the module has the flag `syntax_errors` then.
 */
export function readForms(language: LoadedLanguage, text: string): Form | null {
  const { rules, meanings } = language;
  const tree = parseText(language, text);
  if (tree === null) return null;
  try {
    flat.read(tree, language.cursorModule, rules);
    if (states.length < flat.count) states = new Int32Array(flat.type.length);
    rules.run(flat, text, states);
    if (language.leftOver !== null)
      addLeftOver({ query: language.leftOver, tree, flat }, meanings, states);
    const root = buildForms(new LinePositions(text), meanings);
    if (tree.rootNode.hasError) root.flags = [...root.flags, 'syntax_errors'];
    return root;
  } finally {
    tree.delete();
  }
}

/**
 * Parses a text; Rust's macros are opened as far as the text stays readable, those of C blanked
 * where they are in the way.
 */
function parseText({ parser, conventions }: LoadedLanguage, text: string): Tree | null {
  if (conventions.modules === 'c') return parseCleaned(parser, text);
  if (conventions.id !== 'rust') return parser.parse(text);
  const tree = parser.parse(openMacros(text, 'all'));
  if (tree?.rootNode.hasError !== true) return tree;
  tree.delete();
  return parser.parse(openMacros(text, 'known'));
}

/** Of the text and its cleaned versions the one with the fewest errors. */
function parseCleaned(parser: Parser, text: string): Tree | null {
  let best = parser.parse(text);
  if (best?.rootNode.hasError !== true) return best;
  let least = errorsIn(best);
  const cleaned = cleanMacros(text);
  for (const version of [cleaned, firstBranches(cleaned)]) {
    const tree = parser.parse(version);
    if (tree === null) continue;
    const errors = errorsIn(tree);
    if (errors < least) {
      best.delete();
      [best, least] = [tree, errors];
    } else tree.delete();
    if (least === 0) break;
  }
  return best;
}

/** Characters in errors: what is lost is worse than what is merely missing, which counts as one. */
function errorsIn(tree: Tree): number {
  if (tree.rootNode.isError) return Number.MAX_SAFE_INTEGER;
  let errors = 0;
  const open = [tree.rootNode];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!node.hasError) continue;
    if (node.isMissing) errors += 1;
    else if (node.isError) errors += 1 + node.endIndex - node.startIndex;
    else for (const child of node.children) if (child !== null) open.push(child);
  }
  return errors;
}

/**
 * Forms one inside the other, at most: what lies deeper is left out, because whoever goes through
 * forms calls itself for each level.
 */
const DEEPEST_FORM = 1000;

function buildForms(lines: LinePositions, meanings: MeaningTable): Form {
  const root = formAt(lines, 0, 'module');
  const open: Form[] = [root];
  const ends: number[] = [flat.count + 1];
  for (let node = 0; node < flat.count; node += 1) {
    const state = must(states[node], 'every node has a state');
    if (state === 0) continue;
    if (open.length > DEEPEST_FORM && (ends.at(-1) ?? 0) > node) continue;
    while (must(ends.at(-1), 'the module stays open') <= node) {
      ends.pop();
      open.pop();
    }
    const before = open.length;
    enter(lines, node, meanings.meaning(state), open);
    for (let n = before; n < open.length; n += 1) ends.push(flat.next[node] ?? flat.count);
  }
  return root;
}

function enter(lines: LinePositions, node: number, meaning: NodeMeaning, open: Form[]): void {
  const { forms, role, flags } = meaning;
  if (forms.length === 0 && role !== '') push(open, formAt(lines, node, 'group'), role);
  for (let n = 0; n < forms.length; n += 1) {
    const given = forms[n];
    if (given === undefined || given.kind === 'module') continue;
    const form = formAt(lines, node, given.kind, given.variant);
    push(open, form, n === 0 ? role : given.role);
  }
  if (flags.length === 0) return;
  const target = open.findLast(({ kind }) => kind !== 'group');
  if (target !== undefined) target.flags = [...new Set([...target.flags, ...flags])];
}

function push(open: Form[], form: Form, role: string): void {
  form.role = role;
  must(open.at(-1), 'the module stays open').children.push(form);
  open.push(form);
}

const NO_FLAGS: readonly string[] = [];

function formAt(lines: LinePositions, node: number, kind: string, variant = ''): Form {
  const start = flat.start[node] ?? 0;
  const end = flat.end[node] ?? 0;
  const line = lines.lineOfNext(start);
  return {
    kind,
    variant,
    role: '',
    start,
    end,
    line,
    column: start - lines.startOf(line),
    endLine: lines.lineFrom(line, end),
    flags: NO_FLAGS,
    children: [],
  };
}

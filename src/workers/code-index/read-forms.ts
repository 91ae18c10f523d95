import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Form } from '#core/code-index/forms.ts';
import { must } from '#shared/assert.ts';
import { type CaptureMeaning, captureMeaning } from './capture-meaning.ts';
import type { LoadedLanguage } from './load-language.ts';

/**
 * What the captures of one node amount to. Where several patterns name a node, the later pattern of the file wins, for the form as for
 * the role, so general patterns stand first and special ones below. One pattern may give a node several forms, the outer one first,
 * followed by the role of the inner one: `(identifier) @parameter @name @as.name` is a parameter that holds a name. tree-sitter keeps
 * three captures of a node in a pattern; a further role comes from another pattern, `(parameters (_) @as.parameter)`.
 */
interface NodeMeaning {
  forms: { kind: string; variant: string; role: string; pattern: number }[];
  role: string;
  rolePattern: number;
  flags: string[];
}

/**
 * Parses a text and returns its module form; null when the parser gave up. Syntax errors cost only what tree-sitter cannot recover, and
 * the module has the flag `syntax_errors` then.
 */
export function readForms(language: LoadedLanguage, text: string): Form | null {
  const tree = language.parser.parse(text);
  if (tree === null) return null;
  try {
    const root = buildForms(tree, readMeanings(language, tree));
    if (tree.rootNode.hasError) root.flags = [...root.flags, 'syntax_errors'];
    return root;
  } finally {
    tree.delete();
  }
}

function readMeanings(language: LoadedLanguage, tree: Tree): Map<number, NodeMeaning> {
  const meanings = new Map<number, NodeMeaning>();
  for (const { node, name, patternIndex } of language.query.captures(tree.rootNode)) {
    let meaning = meanings.get(node.id);
    if (meaning === undefined) {
      meaning = { forms: [], role: '', rolePattern: -1, flags: [] };
      meanings.set(node.id, meaning);
    }
    addMeaning(meaning, captureMeaning(name), patternIndex);
  }
  return meanings;
}

function addMeaning(meaning: NodeMeaning, capture: CaptureMeaning, pattern: number): void {
  switch (capture.says) {
    case 'form':
      addForm(meaning, capture, pattern);
      return;
    case 'role':
      addRole(meaning, capture.role, pattern);
      return;
    case 'flag':
      if (!meaning.flags.includes(capture.flag)) meaning.flags.push(capture.flag);
  }
}

function addForm(
  meaning: NodeMeaning,
  { kind, variant }: { kind: string; variant: string },
  pattern: number,
): void {
  const { forms } = meaning;
  const known = forms.at(-1)?.pattern ?? -1;
  if (known > pattern) return;
  if (known < pattern) forms.length = 0;
  if (forms.some((form) => form.kind === kind && form.variant === variant)) return;
  forms.push({ kind, variant, role: '', pattern });
}

function addRole(meaning: NodeMeaning, role: string, pattern: number): void {
  const inner = meaning.forms.length > 1 ? meaning.forms.at(-1) : undefined;
  if (inner?.pattern === pattern) inner.role = role;
  else if (pattern >= meaning.rolePattern) {
    meaning.role = role;
    meaning.rolePattern = pattern;
  }
}

function buildForms(tree: Tree, meanings: Map<number, NodeMeaning>): Form {
  const cursor = tree.walk();
  try {
    const root = formAt(cursor, 'module', '', '');
    const open: Form[] = [root];
    const depths: number[] = [-1];
    let depth = 0;
    for (;;) {
      const meaning = meanings.get(cursor.nodeId);
      if (meaning !== undefined) {
        const before = open.length;
        enter(cursor, meaning, open);
        for (let n = before; n < open.length; n += 1) depths.push(depth);
      }
      if (cursor.gotoFirstChild()) {
        depth += 1;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return root;
        depth -= 1;
        while (must(depths.at(-1), 'the module stays open') >= depth) {
          depths.pop();
          open.pop();
        }
      }
      while (must(depths.at(-1), 'the module stays open') >= depth) {
        depths.pop();
        open.pop();
      }
    }
  } finally {
    cursor.delete();
  }
}

function enter(cursor: TreeCursor, meaning: NodeMeaning, open: Form[]): void {
  const first = meaning.forms[0];
  if (first === undefined && meaning.role !== '')
    push(open, formAt(cursor, 'group', '', meaning.role));
  meaning.forms.forEach(({ kind, variant, role }, n) => {
    if (kind === 'module') return;
    push(open, formAt(cursor, kind, variant, n === 0 && meaning.role !== '' ? meaning.role : role));
  });
  if (meaning.flags.length === 0) return;
  const target = open.findLast(({ kind }) => kind !== 'group');
  if (target !== undefined) target.flags = [...new Set([...target.flags, ...meaning.flags])];
}

function push(open: Form[], form: Form): void {
  must(open.at(-1), 'the module stays open').children.push(form);
  open.push(form);
}

function formAt(cursor: TreeCursor, kind: string, variant: string, role: string): Form {
  const { row, column } = cursor.startPosition;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const endLine = cursor.endPosition.row + 1;
  return {
    kind,
    variant,
    role,
    start,
    end,
    line: row + 1,
    column,
    endLine,
    flags: [],
    children: [],
  };
}

/** One name that a `use` declaration brings. */
export interface UseLeaf {
  path: string[];
  /** The name it has here; '' for a star. */
  local: string;
  isStar: boolean;
}

/**
 * Takes a use tree apart: `a::{self, b as c, d::*}` brings `a`, `a::b` as `c`, and everything of
 * `a::d`.
 */
export function expandUse(tree: string): UseLeaf[] {
  const text = tree.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, '').trim();
  return expandBelow([], text);
}

function expandBelow(prefix: readonly string[], tree: string): UseLeaf[] {
  const open = tree.indexOf('{');
  if (open < 0) return [leafOf(prefix, tree)];
  const path = stepsOf(tree.slice(0, open));
  const inside = tree.slice(open + 1, tree.lastIndexOf('}'));
  return splitTopLevel(inside).flatMap((part) => expandBelow([...prefix, ...path], part));
}

function leafOf(prefix: readonly string[], text: string): UseLeaf {
  const [written = '', alias] = text.split(/\s+as\s+/);
  const path = [...prefix, ...stepsOf(written)];
  if (path.at(-1) === '*') return { path: path.slice(0, -1), local: '', isStar: true };
  if (path.at(-1) === 'self' && path.length > 1) path.pop();
  return { path, local: alias?.trim() ?? path.at(-1) ?? '', isStar: false };
}

function stepsOf(text: string): string[] {
  return text
    .split('::')
    .map((step) => step.trim().replace(/^r#/, ''))
    .filter((step) => step !== '');
}

function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const sign = text[at];
    if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    else if ((sign === ',' && depth === 0) || at === text.length) {
      const part = text.slice(start, at).trim();
      if (part !== '') parts.push(part);
      start = at + 1;
    }
  }
  return parts;
}

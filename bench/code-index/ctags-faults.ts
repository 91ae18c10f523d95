import { readFileSync } from 'node:fs';

/** A definition as ctags gives it. */
export interface Tag {
  name: string;
  path: string;
  line: number;
  kind: string;
}

const RESERVED = new Set(
  'as boolean const else extends false for from if is new null string this true'.split(' '),
);

/**
 * Tells whether a tag of ctags' JavaScript and TypeScript parsers is a mistake by the text of its
 * line: they take names in types, default values, numbers (`1_000` gives `_000`) and strings for
 * constants, words of types for properties, and object literals for classes.
 */
export function faultFinder(tree: string): (tag: Tag) => boolean {
  const texts = new Map<string, string[]>();
  return ({ name, path, line, kind }) => {
    let lines = texts.get(path);
    if (lines === undefined)
      texts.set(path, (lines = readFileSync(`${tree}/${path}`, 'utf8').split('\n')));
    const text = lines[line - 1] ?? '';
    if (RESERVED.has(name)) return true;
    const word = name.replaceAll(/[$]/g, String.raw`\$`);
    if (kind === 'constant' || kind === 'variable')
      return !new RegExp(
        String.raw`\b(?:const|let|var)\s+(?:[[{][^=]*[{,[\s:.])?${word}(?![\w$])`,
      ).test(text);
    if (kind === 'property' || kind === 'method')
      return !new RegExp(String.raw`(?<![\w$.'"])${word}['"]?[?!]?\s*(?:[:=;,(<)}]|$)`).test(text);
    return kind === 'class' && !/\b(?:class|function|prototype|new)\b/.test(text);
  };
}

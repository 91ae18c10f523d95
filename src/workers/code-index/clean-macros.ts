import { blankAnnotations } from './blank-annotations.ts';

/**
 * Macros that the grammars of C and C++ stumble over, blanked out with as many spaces, so that
 * every offset stays. Macros are recognised by their capitals and by where they stand.
 */
export function cleanMacros(text: string): string {
  let cleaned = blankAnnotations(text);
  for (const { pattern, keeps } of RULES)
    cleaned = cleaned.replace(pattern, (...match: string[]) =>
      blank(match[0] ?? '', match[keeps] ?? ''),
    );
  // An annotation may only be known as one when another before it is gone.
  return blankAnnotations(cleaned);
}

/** Blanks a match up to the part of it that is kept at its end. */
function blank(whole: string, kept: string): string {
  const blanked = whole.slice(0, whole.length - kept.length);
  return blanked.replaceAll(/[^\n\r]/g, ' ') + kept;
}

interface Rule {
  pattern: RegExp;
  /** Number of the group that ends the match and is kept; 0 keeps nothing of note. */
  keeps: number;
}

const CAPITALS = '[A-Z][A-Z0-9_]{2,}';

const RULES: readonly Rule[] = [
  // What opens and closes `extern "C"`.
  { pattern: /\b(?:__|G_)(?:BEGIN|END)_DECLS\b()/g, keeps: 1 },
  // Attributes of the C library, with or without arguments.
  {
    pattern:
      /\b__(?:THROW(?:NL)?|wur|nonnull|attribute_\w+?__|attr_\w+|fortified_attr_\w+|REDIRECT_FORTIFY|MALLOCPTR|COLD|LEAF_ATTR)\b[ \t]*(?:\((?:[^()\n]|\([^()\n]*\))*\))?()/g,
    keeps: 1,
  },
  { pattern: /\b__attribute__[ \t]*\(\((?:[^()]|\([^()]*\))*\)\)()/g, keeps: 1 },
  // An attribute between the parameters and the body or the semicolon.
  {
    pattern: new RegExp(
      `(?<=\\)\\s*(?:const\\s*)?(?:override\\s*)?)${CAPITALS}(?:\\([^()\\n]*\\))?(?=\\s*[;{:])()`,
      'g',
    ),
    keeps: 1,
  },
  // `class EXPORT Name {`.
  {
    pattern: new RegExp(
      `(?<=\\b(?:class|struct)\\s+)${CAPITALS}(?=\\s+[A-Za-z_]\\w*\\s*(?:final\\s*)?[:{])()`,
      'g',
    ),
    keeps: 1,
  },
  // `EXPORT int f(`: capitals, then at least a type and a name.
  {
    pattern: new RegExp(
      `(?<=^[ \\t]*(?:static\\s+|inline\\s+|extern\\s+)*)${CAPITALS}(?:\\([^()\\n]*\\))?(?=[ \\t]+(?:[A-Za-z_][\\w:<>]*[\\s*&]+)+\\(?\\*?[A-Za-z_~][\\w:]*\\)?\\s*\\()()`,
      'gm',
    ),
    keeps: 1,
  },
  // A macro alone on its line, and not the last of a list.
  {
    pattern: new RegExp(`^[ \\t]*${CAPITALS}(?:\\([^()\\n]*\\))?[ \\t]*$(?!\\s*[=,}\\)])()`, 'gm'),
    keeps: 1,
  },
];

/**
 * Keeps only the first branch of each `#if` inside of braces or parentheses, where branches cut a
 * definition in two. Those at top level, in namespaces and in `extern "C"` stay: they hold
 * definitions.
 */
export function firstBranches(text: string): string {
  const groups: { isInside: boolean; isKept: boolean }[] = [];
  let depth = 0;
  return text
    .split('\n')
    .map((line) => {
      const directive = DIRECTIVE.exec(line)?.[1];
      const isDropped = groups.some(({ isKept }) => !isKept);
      if (directive === undefined) {
        if (!isDropped) depth = Math.max(0, depth + depthOf(line));
        return isDropped ? spaces(line) : line;
      }
      return enterBranch(groups, directive, depth > 0) || isDropped ? spaces(line) : line;
    })
    .join('\n');
}

const DIRECTIVE = /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|else|endif)\b/;

/** Follows a directive; returns whether it belongs to a group that is cut down. */
function enterBranch(
  groups: { isInside: boolean; isKept: boolean }[],
  directive: string,
  isInside: boolean,
): boolean {
  if (directive.startsWith('if')) {
    groups.push({ isInside, isKept: true });
    return isInside;
  }
  const group = groups.at(-1);
  if (group === undefined) return false;
  if (directive === 'endif') groups.pop();
  else if (group.isInside) group.isKept = false;
  return group.isInside;
}

const SPACE = /^\s*(?:extern\s+"C(?:\+\+)?"|(?:inline\s+)?namespace\b[^;{]*)\s*\{/;

/**
 * By how much a line opens more braces and parentheses than it closes; those of namespaces do not
 * count.
 */
function depthOf(line: string): number {
  if (line.startsWith('#')) return 0;
  let depth = SPACE.test(line) ? -1 : 0;
  const plain = line.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\/.*$|\/\*.*?\*\//g, '');
  for (const character of plain)
    if (character === '{' || character === '(') depth++;
    else if (character === '}' || character === ')') depth--;
  return depth;
}

function spaces(line: string): string {
  return line.endsWith('\r') ? `${' '.repeat(line.length - 1)}\r` : ' '.repeat(line.length);
}

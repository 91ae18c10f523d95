/** Absolute folders and files that have another path in every run. */
export interface CommandPlaces {
  /** The working tree, as the command sees it; null: it has none. */
  tree: string | null;
  /** Where the command's report goes. */
  report: string | null;
}

type Word = string | Part[];
type Part = string | { at: keyof CommandPlaces };

const BEFORE_PLACE = '=:,';
const AFTER_PLACE = '/:,';

/**
 * The one text of a command that rules and approvals know it by. Arguments stay apart, whatever
 * they hold; a run's own paths are named, so that the same command is the same in the next run. Two
 * commands have the same text only when they start the same program with the same arguments.
 */
export function commandAction(argv: readonly string[], places: CommandPlaces): string {
  const [program = '', ...rest] = argv;
  const words = [nameProgram(program, places), ...rest.map((word) => namePlaces(word, places))];
  return `command:${JSON.stringify(words)}`;
}

/**
 * A program without a path stays a name: what it means is PATH's business. One of the tree is
 * written from there. `..` may follow a link, so such a path stays as it is.
 */
function nameProgram(program: string, places: CommandPlaces): Word {
  if (!program.includes('/')) return program;
  const segments = program.split('/');
  if (segments.includes('..')) return namePlaces(program, places);
  const clean = segments.filter((segment) => segment !== '' && segment !== '.').join('/');
  if (!program.startsWith('/')) return `./${clean}`;
  const tree = places.tree === null ? null : `${places.tree}/`;
  const path = `/${clean}`;
  return tree !== null && path.startsWith(tree)
    ? `./${path.slice(tree.length)}`
    : namePlaces(path, places);
}

/** A word in which each place stands as an object; reading the parts one by one gives it back. */
function namePlaces(word: string, places: CommandPlaces): Word {
  const parts: Part[] = [];
  let plain = 0;
  for (let at = 0; at < word.length; at += 1) {
    const found = placeAt(word, at, places);
    if (found === null) continue;
    if (at > plain) parts.push(word.slice(plain, at));
    parts.push({ at: found.name });
    plain = at + found.length;
    at = plain - 1;
  }
  if (parts.length === 0) return word;
  return plain === word.length ? parts : [...parts, word.slice(plain)];
}

function placeAt(
  word: string,
  at: number,
  places: CommandPlaces,
): { name: keyof CommandPlaces; length: number } | null {
  if (at > 0 && !BEFORE_PLACE.includes(word.charAt(at - 1))) return null;
  // The report may lie in the tree, so it is looked for first.
  for (const name of ['report', 'tree'] as const) {
    const path = places[name];
    if (path === null || path === '' || !word.startsWith(path, at)) continue;
    const end = at + path.length;
    if (end === word.length || AFTER_PLACE.includes(word.charAt(end)))
      return { name, length: path.length };
  }
  return null;
}

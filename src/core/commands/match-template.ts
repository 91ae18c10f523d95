import type { CommandPlaces } from './command-action.ts';
import { expandReport } from './expand-report.ts';
import { HOLES, holeFits, type Hole } from './hole-fits.ts';
import type { KnownCommands } from './known-commands.ts';
import { TEMPLATES } from './templates.ts';
import { withFiles } from './with-files.ts';

/** The template that a command is built by; null: by none. */
export function matchTemplate(
  argv: readonly string[],
  known: KnownCommands,
  places: CommandPlaces,
): string | null {
  const template = TEMPLATES.find((text) => matches(text, argv, { known, places }));
  return template ?? matchTestFiles(argv, known, places);
}

function matches(
  text: string,
  argv: readonly string[],
  { known, places }: { known: KnownCommands; places: CommandPlaces },
): boolean {
  if (text.includes('{report}') && places.report === null) return false;
  const slots = text.split(' ');
  const last = slots.at(-1) ?? '';
  const repeated = /[*+]$/.test(last) ? holeOf(last.slice(0, -1)) : null;
  const fixed = repeated === null ? slots : slots.slice(0, -1);
  const rest = argv.slice(fixed.length);
  const wanted = repeated === null ? [0, 0] : [last.endsWith('+') ? 1 : 0, Infinity];
  return (
    argv.length >= fixed.length &&
    rest.length >= (wanted[0] ?? 0) &&
    rest.length <= (wanted[1] ?? 0) &&
    expandReport(fixed, places.report).every((slot, at) => slotFits(slot, argv[at] ?? '', known)) &&
    rest.every((word) => repeated !== null && holeFits(repeated, word, known.files))
  );
}

function slotFits(slot: string, word: string, known: KnownCommands): boolean {
  const hole = holeOf(slot);
  return hole === null ? slot === word : holeFits(hole, word, known.files);
}

function holeOf(slot: string): Hole | null {
  return HOLES.find((hole) => slot === `{${hole}}`) ?? null;
}

/** The repository's test command for some of its files. */
function matchTestFiles(
  argv: readonly string[],
  known: KnownCommands,
  places: CommandPlaces,
): string | null {
  for (const { argv: words, foundIn, takesFiles } of known.found) {
    if (!takesFiles) continue;
    const start = expandReport(words, places.report);
    const head = withFiles(start, []);
    const files = argv.slice(head.length);
    const isLonger = argv.length > head.length && head.every((word, at) => word === argv[at]);
    if (isLonger && files.every((word) => holeFits('test', word, known.files))) {
      return `${foundIn}, for some of its files`;
    }
  }
  return null;
}

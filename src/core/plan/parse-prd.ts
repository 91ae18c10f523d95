/** A requirement with the bullets nested under it. */
export interface Requirement {
  text: string;
  details: string[];
}

/** A PRD's parts; a part the document does not have is empty. */
export interface Prd {
  title: string;
  objective: string;
  scope: Requirement[];
  functional: Requirement[];
  nonFunctional: Requirement[];
  successCriteria: Requirement[];
  dependencies: Requirement[];
  risks: Requirement[];
}

type Part = Exclude<keyof Prd, 'title'>;

// First match wins: "Non-functional requirements" must not be read as requirements, nor "Out of
// scope" as scope.
const HEADINGS: readonly (readonly [RegExp, Part | null])[] = [
  [/out of scope|non-goals?|not in scope/, null],
  [/non-?\s?functional|quality attributes|constraints/, 'nonFunctional'],
  [
    /functional|requirements?|features?|user stories|what (?:must|should) (?:work|happen)|to-?dos?|tasks/,
    'functional',
  ],
  [/objectives?|goals?|purpose|overview|summary|problem|vision/, 'objective'],
  [/scope/, 'scope'],
  [/success|acceptance|criteria|definition of done|proof|metrics/, 'successCriteria'],
  [/dependenc|prerequisites?|assumptions?/, 'dependencies'],
  [/risks?|open questions/, 'risks'],
];
const HEADING = /^ {0,3}(#{1,6})\s+(\S.*)$/;
const BOLD_HEADING = /^(?:\*\*|__)([^*_]{1,80})(?:\*\*|__):?$/;
const BULLET = /^(\s*)(?:[-*+•]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$/;

/** What stands in a part that was not stated yet; it is read as an empty part. */
export const NOT_STATED = 'Not stated yet.';
const MAX_HEADING = 300;

/** Where the reader is in the document. */
interface Reading {
  prd: Prd;
  /** null: a part that is not kept. */
  part: Part | null;
  /** Level of the heading that set the part: deeper unknown headings stay inside it. */
  level: number;
  /** Indentation of the current list's bullets; null outside a list. */
  bulletIndent: number | null;
  paragraphOpen: boolean;
  /**
   * A document whose chapters are all of level 1 has no title of its own unless the first is no
   * known part.
   */
  hasOneTopHeading: boolean;
}

/**
 * Reads a Markdown PRD, whatever its headings are called in detail. Text before any known heading
 * is the objective.
 */
export function parsePrd(markdown: string): Prd {
  const lines = markdown.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const reading: Reading = {
    prd: emptyPrd(),
    part: 'objective',
    level: 0,
    bulletIndent: null,
    paragraphOpen: false,
    hasOneTopHeading: lines.filter((line) => /^ {0,3}#\s/.test(line)).length === 1,
  };
  let inFence = false;
  for (const line of lines) {
    const isFence = /^\s*(?:```|~~~)/.test(line);
    if (isFence) inFence = !inFence;
    else if (!inFence) readLine(reading, line.trimEnd());
  }
  reading.prd.objective = reading.prd.objective.trim();
  return reading.prd;
}

function readLine(reading: Reading, line: string): void {
  if (line.trim() === '') {
    reading.paragraphOpen = false;
    return;
  }
  const heading = HEADING.exec(line);
  const bold = BOLD_HEADING.exec(line.trim());
  if (heading !== null) readHeading(reading, heading[1]?.length ?? 1, heading[2] ?? '');
  else if (bold !== null && partOf(bold[1] ?? '') !== undefined)
    readHeading(reading, 6, bold[1] ?? '');
  else readText(reading, line);
}

function readHeading(reading: Reading, level: number, text: string): void {
  reading.bulletIndent = null;
  reading.paragraphOpen = false;
  const title = text.slice(0, MAX_HEADING).replace(/[\s#]+$/, '');
  const mayBeTitle = reading.hasOneTopHeading || partOf(title) === undefined;
  if (level === 1 && reading.prd.title === '' && mayBeTitle) {
    reading.prd.title = plain(title);
    return;
  }
  const part = partOf(title);
  if (part === undefined) {
    // A chapter with an unknown name ends the part above it; a section inside the part does
    // not.
    if (level <= reading.level) reading.part = null;
    return;
  }
  reading.part = part;
  reading.level = level;
}

/** undefined: an unknown heading. */
function partOf(title: string): Part | null | undefined {
  const words = title.toLowerCase();
  return HEADINGS.find(([pattern]) => pattern.test(words))?.[1];
}

function readText(reading: Reading, line: string): void {
  const { prd, part } = reading;
  if (part === null || line.trim() === NOT_STATED || /^\s*(?:\||<!--|-{3,}|={3,})/.test(line))
    return;
  const bullet = BULLET.exec(line);
  if (part === 'objective') {
    const text = plain(bullet?.[2] ?? line);
    const separator = reading.paragraphOpen && bullet === null ? ' ' : '\n';
    prd.objective = prd.objective === '' ? text : `${prd.objective}${separator}${text}`;
    reading.paragraphOpen = true;
    return;
  }
  if (bullet === null) readParagraph(reading, prd[part], line);
  else readBullet(reading, prd[part], bullet);
}

function readBullet(reading: Reading, list: Requirement[], bullet: RegExpExecArray): void {
  const indent = (bullet[1] ?? '').replaceAll('\t', '    ').length;
  const text = plain(bullet[2] ?? '');
  const outer = reading.bulletIndent;
  const last = list.at(-1);
  if (outer !== null && indent >= outer + 2 && last !== undefined) last.details.push(text);
  else {
    list.push({ text, details: [] });
    reading.bulletIndent = indent;
  }
  reading.paragraphOpen = true;
}

/**
 * A line that is no bullet continues the item above it, or starts an item of its own after a blank
 * line.
 */
function readParagraph(reading: Reading, list: Requirement[], line: string): void {
  const last = list.at(-1);
  const isIndented = /^\s{2,}/.test(line);
  if (
    last !== undefined &&
    (reading.paragraphOpen || (isIndented && reading.bulletIndent !== null))
  ) {
    if (last.details.length === 0) last.text += ` ${plain(line)}`;
    else last.details.push(`${last.details.pop() ?? ''} ${plain(line)}`);
  } else if (!plain(line).endsWith(':')) {
    list.push({ text: plain(line), details: [] });
    reading.bulletIndent = null;
  }
  reading.paragraphOpen = true;
}

function plain(text: string): string {
  return text
    .trim()
    .replaceAll(/\*\*|__/g, '')
    .trim();
}

function emptyPrd(): Prd {
  return {
    title: '',
    objective: '',
    scope: [],
    functional: [],
    nonFunctional: [],
    successCriteria: [],
    dependencies: [],
    risks: [],
  };
}

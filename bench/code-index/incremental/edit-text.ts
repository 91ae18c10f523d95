import type { Dice } from './dice.ts';

/**
 * Changes the lines of a source; `donor` is another source of the same language. Null when there is
 * nothing to change this way.
 */
type TextEdit = (lines: string[], dice: Dice, donor: readonly string[]) => string[] | null;

const DEFINITION =
  /\b(def|function|func|fn|fun|class|interface|struct|trait|module|type|const)\s+(?:self\.)?([A-Za-z_]\w*)/;
const METHOD =
  /^\s+(?:(?:public|private|protected|static|async|readonly|final)\s+)*(?:[\w<>[\]]+\s+)?#?([A-Za-z_]\w*)\s*\([^;]*\{\s*$/;
const IMPORT = /^\s*(?:import\b|from\s+\S+\s+import|use\s|#include|require|using\s|package\s)/;
const CALL = /([A-Za-z_][\w.]*)\(/;
const NEAR_BY = 12;

const indentOf = (line: string): number => line.length - line.trimStart().length;
const nameIn = (line: string): string | null =>
  DEFINITION.exec(line)?.[2] ?? METHOD.exec(line)?.[1] ?? null;
const placesOf = (lines: readonly string[], isWanted: (line: string) => boolean): number[] =>
  lines.flatMap((line, at) => (isWanted(line) ? [at] : []));

function drawPlace(
  lines: readonly string[],
  dice: Dice,
  isWanted: (line: string) => boolean,
): number | null {
  const places = placesOf(lines, isWanted);
  return places.length === 0 ? null : dice.oneOf(places);
}

const isDefinition = (line: string): boolean => nameIn(line) !== null;
const isImport = (line: string): boolean => IMPORT.test(line);
const isCall = (line: string): boolean => CALL.test(line) && !isDefinition(line);

/** From the line of a definition to the last that is deeper, with the line that closes it. */
function endOfBlock(lines: readonly string[], from: number): number {
  const depth = indentOf(lines[from] ?? '');
  let end = from + 1;
  while (end < lines.length && (lines[end]?.trim() === '' || indentOf(lines[end] ?? '') > depth))
    end += 1;
  return /^\s*(?:\}|end\b)/.test(lines[end] ?? '') ? end + 1 : end;
}

const renameDefinition: TextEdit = (lines, dice) => {
  const at = drawPlace(lines, dice, isDefinition);
  if (at === null) return null;
  const name = nameIn(lines[at] ?? '') ?? '';
  const next = `${name}${dice.upTo(9)}`;
  const word = new RegExp(`\\b${name}\\b`, 'g');
  const isEverywhere = dice.upTo(2) === 0;
  return lines.map((line, n) => (isEverywhere || n === at ? line.replace(word, next) : line));
};

/** Takes the name of another definition: two of one name, or the override of a base's method. */
const takeOtherName: TextEdit = (lines, dice, donor) => {
  const at = drawPlace(lines, dice, isDefinition);
  const from = drawPlace(donor, dice, isDefinition);
  if (at === null || from === null) return null;
  const [name, next] = [nameIn(lines[at] ?? '') ?? '', nameIn(donor[from] ?? '') ?? ''];
  return lines.with(at, (lines[at] ?? '').replace(name, next));
};

const deleteDefinition: TextEdit = (lines, dice) => {
  const at = drawPlace(lines, dice, isDefinition);
  return at === null ? null : lines.toSpliced(at, endOfBlock(lines, at) - at);
};

const copyDefinition: TextEdit = (lines, dice, donor) => {
  const from = drawPlace(donor, dice, isDefinition);
  if (from === null) return null;
  const block = donor.slice(from, endOfBlock(donor, from));
  const depth = indentOf(donor[from] ?? '');
  const place = drawPlace(lines, dice, (line) => isDefinition(line) && indentOf(line) === depth);
  return lines.toSpliced(place ?? lines.length, 0, ...block);
};

/**
 * Calls something the file defines, or what another file calls, below a line that calls already.
 */
const addCall: TextEdit = (lines, dice, donor) => {
  const at = drawPlace(lines, dice, isCall);
  const isOwn = dice.upTo(2) === 0;
  const from = drawPlace(isOwn ? lines : donor, dice, isOwn ? isDefinition : isCall);
  if (at === null || from === null) return null;
  const source = (isOwn ? lines : donor)[from] ?? '';
  const called = isOwn ? `${nameIn(source) ?? ''}()` : source.trim();
  return lines.toSpliced(at + 1, 0, ' '.repeat(indentOf(lines[at] ?? '')) + called);
};

const changeImport: TextEdit = (lines, dice, donor) => {
  const at = drawPlace(lines, dice, isImport);
  const from = drawPlace(donor, dice, isImport);
  if (at === null) return null;
  if (from === null || dice.upTo(3) === 0) return lines.toSpliced(at, 1);
  return lines.toSpliced(at, dice.upTo(2), donor[from] ?? '');
};

const breakSyntax: TextEdit = (lines, dice) =>
  lines.toSpliced(dice.upTo(lines.length), 0, dice.oneOf(['(((', '}}', 'def (:', '"""', '/*']));

const turnBinary: TextEdit = (lines) => ['\0\0\0', ...lines];

const moveLines: TextEdit = (lines, dice) =>
  lines.toSpliced(dice.upTo(Math.min(lines.length, NEAR_BY)), 0, '', '');

const deleteLine: TextEdit = (lines, dice) => lines.toSpliced(dice.upTo(lines.length), 1);

export const TEXT_EDITS: Readonly<Record<string, TextEdit>> = {
  'rename a definition': renameDefinition,
  'take the name of another': takeOtherName,
  'delete a definition': deleteDefinition,
  'copy a definition': copyDefinition,
  'add a call': addCall,
  'change an import': changeImport,
  'break the syntax': breakSyntax,
  'turn binary': turnBinary,
  'move lines': moveLines,
  'delete a line': deleteLine,
};

import type { ChangedFile } from '#shared/messages/changes.ts';

const STATUS: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'added',
  T: 'type_changed',
};

/** A changed file by its name. */
export type ChangedState = Pick<ChangedFile, 'path' | 'old_path' | 'status'>;

/** `M NUL path NUL`, or `R100 NUL before NUL after NUL`. */
export function parseStates(listed: string): ChangedState[] {
  const fields = listed.split('\0');
  const found: ChangedState[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const letter = fields[at]?.[0] ?? '';
    const status = STATUS[letter] ?? 'modified';
    const hasTwo = letter === 'R' || letter === 'C';
    const [first = '', second = ''] = fields.slice(at + 1, at + 3);
    found.push({
      path: hasTwo ? second : first,
      old_path: letter === 'R' ? first : null,
      status,
    });
    at += hasTwo ? 3 : 2;
  }
  return found;
}

/** Its lines. */
export type ChangedLines = Pick<ChangedFile, 'additions' | 'deletions'>;

/** `1 TAB 2 TAB path NUL`, or `1 TAB 2 TAB NUL before NUL after NUL`; `-` for no text. */
export function parseCounts(listed: string): Map<string, ChangedLines> {
  const fields = listed.split('\0');
  const found = new Map<string, ChangedLines>();
  for (let at = 0; at < fields.length; at += 1) {
    const [, additions = '', deletions = '', name = ''] =
      /^([\d-]+)\t([\d-]+)\t([^]*)$/.exec(fields[at] ?? '') ?? [];
    if (additions === '') continue;
    const path = name === '' ? (fields[at + 2] ?? '') : name;
    if (name === '') at += 2;
    found.set(path, { additions: numberOf(additions), deletions: numberOf(deletions) });
  }
  return found;
}

function numberOf(said: string): number | null {
  return said === '-' ? null : Number(said);
}

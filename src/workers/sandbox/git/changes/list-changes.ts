import type { ChangedFile, ChangeList, RunWork } from '#shared/messages/changes.ts';
import { readGit } from '../run-git.ts';
import { DIFF_OPTIONS, withWork, type Work } from './with-work.ts';

const MOST_FILES = 2000;

const STATUS: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'added',
  T: 'type_changed',
};

const NOTHING: ChangeList = {
  from: null,
  base_tree: null,
  files: [],
  total: 0,
  additions: 0,
  deletions: 0,
};

/** The files that a run changed, with their lines; at most 2,000 are named, all are counted. */
export async function listChanges(run: RunWork): Promise<ChangeList> {
  return (await withWork(run, list)) ?? NOTHING;
}

async function list({ from, view, env, commits }: Work): Promise<ChangeList> {
  const diff = (how: string): Promise<string> =>
    readGit({ view, env, args: ['diff', ...DIFF_OPTIONS, how, '-z', ...commits, '--'] });
  const counts = parseCounts(await diff('--numstat'));
  const files = parseStates(await diff('--name-status')).map((file) => ({
    ...file,
    ...(counts.get(file.path) ?? { additions: null, deletions: null }),
  }));
  const sum = (key: 'additions' | 'deletions'): number =>
    files.reduce((total, file) => total + (file[key] ?? 0), 0);
  const [base = ''] = commits;
  return {
    from,
    base_tree: (await readGit({ view, args: ['rev-parse', `${base}^{tree}`] })).trim(),
    files: files.slice(0, MOST_FILES),
    total: files.length,
    additions: sum('additions'),
    deletions: sum('deletions'),
  };
}

type State = Pick<ChangedFile, 'path' | 'old_path' | 'status'>;

/** `M NUL path NUL`, or `R100 NUL before NUL after NUL`. */
function parseStates(listed: string): State[] {
  const fields = listed.split('\0');
  const found: State[] = [];
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

type Counts = Pick<ChangedFile, 'additions' | 'deletions'>;

/** `1 TAB 2 TAB path NUL`, or `1 TAB 2 TAB NUL before NUL after NUL`; `-` for no text. */
function parseCounts(listed: string): Map<string, Counts> {
  const fields = listed.split('\0');
  const found = new Map<string, Counts>();
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

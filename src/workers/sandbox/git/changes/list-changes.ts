import type { ChangeList, RunWork } from '#shared/messages/changes.ts';
import { readGit } from '../run-git.ts';
import { parseCounts, parseStates } from './parse-diff.ts';
import { DIFF_OPTIONS, withWork, type Work } from './with-work.ts';

const MOST_FILES = 2000;

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

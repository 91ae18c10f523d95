import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { nestedPatterns } from '#core/code-index/scan/nested-patterns.ts';

// As git's core.ignoreCase has it on each platform's usual file system.
const IGNORES_CASE = process.platform === 'darwin' || process.platform === 'win32';

/** The rules that hold at the top of a repository: `.git/info/exclude`, weaker than any .gitignore. */
export function rootIgnore(root: string): Ignore {
  const rules = ignore({ ignorecase: IGNORES_CASE });
  const exclude = excludeFile(root);
  if (exclude !== null && existsSync(exclude)) rules.add(readFileSync(exclude, 'utf8'));
  return rules;
}

/** The rules inside a folder, given those around it. `folder` is relative to the root, '' for the root itself. */
export function withFolderRules(outer: Ignore, root: string, folder: string): Ignore {
  const file = join(root, folder, '.gitignore');
  let content: string;
  try {
    if (!statSync(file).isFile()) return outer;
    content = readFileSync(file, 'utf8');
  } catch {
    // Git, too, goes on without rules that it cannot read.
    return outer;
  }
  return ignore({ ignorecase: IGNORES_CASE }).add(outer).add(nestedPatterns(content, folder));
}

/** A linked worktree keeps its exclude file with the repository it belongs to. */
function excludeFile(root: string): string | null {
  const git = join(root, '.git');
  if (!existsSync(git)) return null;
  if (statSync(git).isDirectory()) return join(git, 'info', 'exclude');
  const pointed = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8'))?.[1];
  if (pointed === undefined) return null;
  const folder = resolve(root, pointed.trim());
  const common = join(folder, 'commondir');
  const shared = existsSync(common) ? resolve(folder, readFileSync(common, 'utf8').trim()) : folder;
  return join(shared, 'info', 'exclude');
}

import { join } from 'node:path';
import { describeLeft, isSecretFilter } from './bring-content.ts';
import { FilteredContent } from './filtered-content.ts';
import { filteredAmong, mayFilter } from './filtered-changes.ts';
import { findSubmodule } from './find-submodule.ts';
import { withView, type GitView } from './git-view.ts';
import { listEntries } from './list-entries.ts';
import { listSubmodules } from './list-submodules.ts';
import { readPointer } from './read-pointer.ts';

/** What a worktree made of a checkout could not be given, in sentences. Nothing is written. */
export async function surveyLacks(view: GitView, prefix = ''): Promise<string[]> {
  const lacks = await lackingContent(view, prefix);
  for (const submodule of await listSubmodules({ view })) {
    const at = join(prefix, submodule.path);
    const found = await findSubmodule(view, submodule, at);
    if (typeof found === 'string') lacks.push(found);
    else lacks.push(...(await withView(found, (inside) => surveyLacks(inside, at))));
  }
  return lacks;
}

async function lackingContent(view: GitView, prefix: string): Promise<string[]> {
  if (!(await mayFilter({ view }))) return [];
  const entries = await listEntries({ view });
  const filtered = await filteredAmong({ view }, [...entries.keys()]);
  if (filtered.length === 0) return [];
  using content = new FilteredContent(view, entries);
  const left: { path: string; filter: string }[] = [];
  for (const { path, filter } of filtered) {
    const blob = entries.get(path)?.blob ?? '';
    const stored = { blob, pointer: () => readPointer(view, blob) };
    if (isSecretFilter(filter) || !(await content.has(path, stored))) left.push({ path, filter });
  }
  return describeLeft(left, prefix);
}

import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gitTopLevel } from './git-top-level.ts';
import { loadState, saveState, stateFilePath } from './state-file.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vp-state-'));
});
afterEach(() => rm(home, { recursive: true }));

const state = {
  version: 1 as const,
  projects: { '/data': { '/repo': 7 } },
  services: { pas: 'http://localhost:1', plms: 'http://localhost:2', rag: null },
  others: { currentProjectId: null, fields: {}, projects: {} },
};

it('comes back as it was saved, readable by its owner only, with nothing left beside it', async () => {
  const file = stateFilePath(home);
  await saveState(file, state);
  expect(await loadState(file)).toEqual({ state, warning: null });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(home, '.vp'))).toEqual(['state.json']);
});

it('is empty when there is no file', async () => {
  const loaded = await loadState(stateFilePath(home));
  expect(loaded).toEqual({ state: { ...state, projects: {}, services: null }, warning: null });
});

it('"~/.vp/state.json {current_project_id, projects:{id:{…}}}: read; keys that are not ours stay in the file"', async () => {
  const file = stateFilePath(home);
  await mkdir(join(home, '.vp'));
  const theirs = { current_project_id: 7, projects: { '7': { name: 'Shop' } }, theme: ['dark'] };
  await writeFile(file, JSON.stringify(theirs));
  const { state: loaded, warning } = await loadState(file);
  expect(warning).toBeNull();
  expect(loaded).toMatchObject({ projects: {}, others: { currentProjectId: 7 } });
  await saveState(file, { ...loaded, projects: state.projects, services: state.services });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    ...theirs,
    version: 1,
    services: state.services,
    projects: { ...theirs.projects, ...state.projects },
  });
});

it.each(['', '{"version":1', '[]', '{"version":1,"projects":{"a":{"b":"c"}},"services":null}'])(
  'is set aside with a sentence when it holds %j',
  async (text) => {
    const file = stateFilePath(home);
    await mkdir(join(home, '.vp'));
    await writeFile(file, text);
    const { state: loaded, warning } = await loadState(file);
    expect(loaded.projects).toEqual({});
    expect(warning).toMatch(/set aside as/);
    const [aside] = await readdir(join(home, '.vp'));
    expect(aside).toMatch(/^state\.json\.broken-/);
    expect(await readFile(join(home, '.vp', aside ?? ''), 'utf8')).toBe(text);
  },
);

it('finds the nearest git folder above, also of a worktree, or none', async () => {
  const inner = join(home, 'outer', 'inner');
  await mkdir(join(inner, 'deep'), { recursive: true });
  await mkdir(join(home, 'outer', '.git'));
  expect(gitTopLevel(join(inner, 'deep'))).toBe(join(home, 'outer'));
  await writeFile(join(inner, '.git'), 'gitdir: elsewhere\n');
  expect(gitTopLevel(join(inner, 'deep'))).toBe(inner);
  expect(gitTopLevel(home)).toBeNull();
});

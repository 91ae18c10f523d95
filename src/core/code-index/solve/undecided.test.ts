import { expect, test } from 'vitest';
import type { FileFacts } from '../facts.ts';
import { createProgram } from './create-program.ts';
import { DraftFile, testLanguage } from './testing/draft-file.ts';
import { listCalls, listEdges } from './testing/list-edges.ts';
import type { FileEdges } from './types.ts';

const languages = new Map([['python', testLanguage()]]);

interface Solved {
  files: Map<string, FileFacts>;
  edges: Map<string, FileEdges>;
}

/** Solves drafts, all at once or one after the other in the order given. */
function solve(drafts: readonly DraftFile[], oneByOne = false): Solved {
  const facts = drafts.map((draft) => draft.facts());
  const edges = new Map<string, FileEdges>();
  const program = createProgram({ languages });
  for (const put of oneByOne ? facts.map((one) => [one]) : [facts])
    for (const [path, found] of program.update({ put, removed: [] })) edges.set(path, found);
  return { files: new Map(facts.map((one) => [one.path, one])), edges };
}

function callsOf(...drafts: DraftFile[]): string[] {
  const { files, edges } = solve(drafts);
  return listCalls(files, edges);
}

/**
 * A class whose first base comes out of another file, and whose other bases, which have `run` too,
 * are of this one.
 */
function threeBases(): DraftFile {
  const main = new DraftFile('main.py');
  const near = main.class('Near', [], ['run']);
  const other = main.class('Other', [], ['run']);
  const bases = [main.import('middle', 'Far'), near.variable, other.variable];
  main.method(0, main.call(0, main.class('All', bases).variable), 'run');
  return main;
}

/** Hands a class of another file on. */
function middle(): DraftFile {
  const file = new DraftFile('middle.py');
  file.store(file.module, 'Far', file.import('far', 'Far'));
  return file;
}

function far(): DraftFile {
  const file = new DraftFile('far.py');
  file.class('Far', [], ['run']);
  return file;
}

test('INDEX-6 a first base that arrives late hides the others; one that stays unknown does not', () => {
  const runs = (...drafts: DraftFile[]) =>
    callsOf(...drafts).filter((line) => line.endsWith('.run'));
  expect(runs(threeBases(), middle(), far())).toEqual(['main.py# -> far.py#Far.run']);
  expect(runs(threeBases())).toEqual(['main.py# -> main.py#Near.run']);
});

test('INDEX-23 which base comes first does not depend on which file was solved first', () => {
  const orders = [
    [threeBases(), middle(), far()],
    [far(), middle(), threeBases()],
    [middle(), threeBases(), far()],
  ];
  for (const drafts of orders)
    for (const oneByOne of [true, false]) {
      const { files, edges } = solve(drafts, oneByOne);
      expect(listCalls(files, edges)).toContain('main.py# -> far.py#Far.run');
      expect(listCalls(files, edges)).not.toContain('main.py# -> main.py#Near.run');
    }
});

test('INDEX-9 a name is taken from the module, then from its star imports, then from a submodule', () => {
  const main = new DraftFile('main.py');
  main.call(0, main.import('box', 'open'));
  const module = (isStored: boolean, isStarred: boolean): DraftFile => {
    const file = new DraftFile('box/__init__.py');
    if (isStored) file.define('open');
    if (isStarred) file.import('lids', '*');
    return file;
  };
  const lids = new DraftFile('lids.py');
  lids.define('open');
  const submodule = new DraftFile('box/open.py');
  const rest = [main, lids, submodule];
  const found = (...drafts: DraftFile[]): string[] => {
    const { files, edges } = solve([...drafts, ...rest]);
    return listEdges(files, edges).filter((line) => / main.*open/.test(line));
  };
  const edgesTo = (target: string): string[] =>
    ['calls', 'imports'].map((kind) => `${kind} main.py# -> ${target} (import, certain)`);
  expect(found(module(true, true))).toEqual(edgesTo('box/__init__.py#open'));
  expect(found(module(false, true))).toEqual(edgesTo('lids.py#open'));
  expect(found(module(false, false))).toEqual([
    'imports main.py# -> box/open.py# (import, certain)',
  ]);
});

test('INDEX-24 what is handed to a parameter is followed ten times, the same ten in any order of files', () => {
  const library = new DraftFile('library.py');
  const apply = library.define('apply', ['action']);
  library.call(apply.symbol, apply.parameters[0] ?? -1);
  const users = Array.from({ length: 15 }, (_, at) => {
    const user = new DraftFile(`user${at}.py`);
    user.call(0, user.import('library', 'apply'), [user.define(`act${at}`).variable]);
    return user;
  });
  const followed = (drafts: readonly DraftFile[], oneByOne: boolean): string[] => {
    const { files, edges } = solve(drafts, oneByOne);
    return listCalls(files, edges).filter((line) => line.startsWith('library.py#apply'));
  };
  const first = followed([library, ...users], false);
  expect(first).toHaveLength(10);
  expect(followed([...users.toReversed(), library], false)).toEqual(first);
  expect(followed([...users, library], true)).toEqual(first);
});

test('INDEX-24 a value that has crossed four files goes no further', () => {
  const chain = (files: number): string[] => {
    const drafts = Array.from({ length: files }, (_, at) => {
      const file = new DraftFile(`f${at}.py`);
      const pass = file.define('pass_on', ['action']);
      const action = pass.parameters[0] ?? -1;
      if (at === files - 1) file.call(pass.symbol, action);
      else file.call(pass.symbol, file.import(`f${at + 1}`, 'pass_on'), [action]);
      return file;
    });
    const main = new DraftFile('main.py');
    main.call(0, main.import('f0', 'pass_on'), [main.define('act').variable]);
    return callsOf(main, ...drafts).filter((line) => line.endsWith('#act'));
  };
  // Four crossings: the function to main, then what it is given to f0, f1 and f2.
  expect(chain(3)).toEqual(['f2.py#pass_on -> main.py#act']);
  expect(chain(4)).toEqual([]);
});

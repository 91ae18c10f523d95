import { describe, expect, test } from 'vitest';
import type { FileFacts } from '../facts.ts';
import { createProgram } from './create-program.ts';
import type { Program } from './types.ts';
import { DraftFile, testLanguage } from './testing/draft-file.ts';
import { listCalls } from './testing/list-edges.ts';

const languages = new Map([['python', testLanguage()]]);

function callsOf(...drafts: DraftFile[]): string[] {
  const program = createProgram({ languages });
  const files = new Map<string, FileFacts>(drafts.map((draft) => [draft.path, draft.facts()]));
  return listCalls(files, program.update({ put: [...files.values()], removed: [] }));
}

describe('createProgram', () => {
  test('INDEX-27 a fault that nobody can place costs the edges of the file that has it alone', () => {
    const bad = new DraftFile('bad.py');
    bad.call(0, bad.define('work').variable);
    const broken: FileFacts = {
      ...bad.facts(),
      // Only read when edges are made, of all files together.
      get origins(): Uint8Array {
        throw new Error('the origins are broken');
      },
    };
    const good = new DraftFile('good.py');
    good.call(0, good.import('bad', 'work'));
    good.call(good.define('use').symbol, good.define('open').variable);
    const put = [broken, good.facts()];
    const found = createProgram({ languages }).update({ put, removed: [] });
    expect(found.get('bad.py')).toMatchObject({ edges: [], gaveUp: 'the origins are broken' });
    expect(found.get('good.py')?.gaveUp).toBeUndefined();
    const files = new Map(put.map((facts) => [facts.path, facts]));
    expect(listCalls(files, found)).toEqual(['good.py#use -> good.py#open']);
  });

  test('INDEX-20 INDEX-27 a file that was given up is tried again when what it asked for changes', () => {
    const main = new DraftFile('main.py');
    const taken = main.call(0, main.import('library', 'make'));
    main.method(0, taken, 'open');
    const library = (isLarge: boolean): FileFacts => {
      const file = new DraftFile('library.py');
      const make = file.define('make');
      for (let at = 0; at < 10; at++) {
        const box = file.call(make.symbol, file.class(`Box${at}`, [], ['open']).variable);
        if (isLarge || at === 0) file.copy(make.result, box);
      }
      return file.facts();
    };
    const programFor = (budget: number): Program =>
      createProgram({ languages, workBudget: (variables) => (variables < 8 ? budget : 1e6) });
    const isEnough = (budget: number): boolean => {
      const put = [main.facts(), library(false)];
      return programFor(budget).update({ put, removed: [] }).get('main.py')?.gaveUp === undefined;
    };
    let least = 0;
    while (!isEnough(least)) least += 1;
    const program = programFor(least);
    const large = program.update({ put: [main.facts(), library(true)], removed: [] });
    expect(large.get('main.py')?.gaveUp).toMatch(/main.py does not come to an end/);
    const small = program.update({ put: [library(false)], removed: [] });
    expect(small.get('main.py')?.gaveUp).toBeUndefined();
    const files = new Map([['main.py', main.facts()]]);
    expect(listCalls(files, small)).toContain('main.py# -> library.py#Box0.open');
  });

  test('INDEX-1 a call of a function of the same file is an edge', () => {
    const file = new DraftFile('a.py');
    const callee = file.define('callee');
    const caller = file.define('caller');
    file.call(caller.symbol, callee.variable);
    expect(callsOf(file)).toEqual(['a.py#caller -> a.py#callee']);
  });

  test('INDEX-1 a call of an imported function is an edge into its file', () => {
    const library = new DraftFile('library.py');
    library.define('open_box');
    const main = new DraftFile('main.py');
    main.call(0, main.import('library', 'open_box'));
    main.method(0, main.import('library', ''), 'open_box');
    expect(callsOf(main, library)).toEqual([
      'main.py# -> library.py#open_box',
      'main.py# -> library.py#open_box',
    ]);
  });

  test('INDEX-2 a method is found through the instance, the bases and the constructor', () => {
    const library = new DraftFile('library.py');
    library.class('Base', [], ['__init__', 'run']);
    const main = new DraftFile('main.py');
    const derived = main.class('Derived', [main.import('library', 'Base')], ['stop']);
    const box = main.call(0, derived.variable);
    main.method(0, box, 'run');
    main.method(0, box, 'stop');
    expect(callsOf(main, library)).toEqual([
      'main.py# -> library.py#Base.__init__',
      'main.py# -> library.py#Base.run',
      'main.py# -> main.py#Derived.stop',
    ]);
  });

  test('INDEX-3 a function handed to another file is called there', () => {
    const library = new DraftFile('library.py');
    const apply = library.define('apply', ['action']);
    library.call(apply.symbol, apply.parameters[0] ?? -1);
    const main = new DraftFile('main.py');
    const action = main.define('action');
    main.call(0, main.import('library', 'apply'), [action.variable]);
    expect(callsOf(main, library)).toEqual([
      'library.py#apply -> main.py#action',
      'main.py# -> library.py#apply',
    ]);
  });
});

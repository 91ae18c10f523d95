import { describe, expect, test } from 'vitest';
import type { FileFacts } from '../facts.ts';
import { createProgram } from './create-program.ts';
import { DraftFile, testLanguage } from './testing/draft-file.ts';
import { listCalls } from './testing/list-edges.ts';

function callsOf(...drafts: DraftFile[]): string[] {
  const program = createProgram({ languages: new Map([['python', testLanguage()]]) });
  const files = new Map<string, FileFacts>(drafts.map((draft) => [draft.path, draft.facts()]));
  return listCalls(files, program.update({ put: [...files.values()], removed: [] }));
}

describe('createProgram', () => {
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

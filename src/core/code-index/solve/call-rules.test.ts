import { describe, expect, test } from 'vitest';
import { type FileFacts, Op } from '../facts.ts';
import { createProgram } from './create-program.ts';
import { DraftFile, testLanguage } from './testing/draft-file.ts';
import { listCalls, listEdges } from './testing/list-edges.ts';
import type { FileEdges, Program } from './types.ts';

function newProgram(): Program {
  return createProgram({ languages: new Map([['python', testLanguage()]]) });
}

function solve(...drafts: DraftFile[]): [ReadonlyMap<string, FileFacts>, Map<string, FileEdges>] {
  const files = new Map(drafts.map((draft) => [draft.path, draft.facts()]));
  return [files, newProgram().update({ put: [...files.values()], removed: [] })];
}

function callsOf(...drafts: DraftFile[]): string[] {
  return listCalls(...solve(...drafts));
}

describe('calls', () => {
  test('INDEX-2 the first class in resolution order that has the member answers', () => {
    const file = new DraftFile('a.py');
    const top = file.class('Top', [], ['run']);
    const left = file.class('Left', [top.variable]);
    const right = file.class('Right', [top.variable], ['run']);
    const bottom = file.class('Bottom', [left.variable, right.variable]);
    file.method(0, file.call(0, bottom.variable), 'run');
    expect(callsOf(file)).toEqual(['a.py# -> a.py#Bottom', 'a.py# -> a.py#Right.run']);
  });

  test('INDEX-4 super looks behind its class in the order of the receiver', () => {
    const file = new DraftFile('a.py');
    const base = file.class('Base', [], ['run']);
    const left = file.class('Left', [base.variable], ['run']);
    const right = file.class('Right', [base.variable], ['run']);
    const both = file.class('Both', [left.variable, right.variable]);
    const [run] = left.methods;
    const next = file.variable();
    file.emit(Op.super, next, left.object, run?.parameters[0]);
    file.method(run?.symbol ?? 0, next, 'run');
    file.method(0, file.call(0, both.variable), 'run');
    expect(callsOf(file)).toContain('a.py#Left.run -> a.py#Right.run');
    expect(callsOf(file)).not.toContain('a.py#Left.run -> a.py#Base.run');
  });

  test('INDEX-5 a function that returns its parameter returns to each caller what it gave', () => {
    const file = new DraftFile('a.py');
    const same = file.define('same', ['value']);
    file.copy(same.result, same.parameters[0] ?? 0);
    const [one, two] = [file.define('one'), file.define('two')];
    const [first, second] = [file.define('first'), file.define('second')];
    file.call(first.symbol, file.call(first.symbol, same.variable, [one.variable]));
    file.call(second.symbol, file.call(second.symbol, same.variable, [two.variable]));
    expect(callsOf(file).filter((line) => !line.endsWith('#same'))).toEqual([
      'a.py#first -> a.py#one',
      'a.py#second -> a.py#two',
    ]);
  });

  test('INDEX-7 a method that only a derived instance reaches calls what that instance has', () => {
    const file = new DraftFile('a.py');
    const base = file.class('Base', [], ['run', 'step']);
    const derived = file.class('Derived', [base.variable], ['step']);
    const [run] = base.methods;
    file.method(run?.symbol ?? 0, run?.parameters[0] ?? 0, 'step');
    const alone = callsOf(file);
    expect(alone).toEqual(['a.py#Base.run -> a.py#Base.step']);
    file.method(0, file.call(0, derived.variable), 'run');
    expect(callsOf(file)).toContain('a.py#Base.run -> a.py#Derived.step');
    expect(callsOf(file)).not.toContain('a.py#Base.run -> a.py#Base.step');
  });

  test('INDEX-8 elements with known keys are kept apart, an unknown key may mean any', () => {
    const file = new DraftFile('a.py');
    const [one, two] = [file.define('one'), file.define('two')];
    const table = file.container('dict', '[]0');
    file.store(table, '[a]', one.variable);
    file.store(table, '[b]', two.variable);
    const exact = file.define('exact');
    file.call(exact.symbol, file.load(table, '[a]'));
    const vague = file.define('vague', ['key']);
    const element = file.variable();
    file.emit(Op.loadKey, element, table, vague.parameters[0]);
    file.call(vague.symbol, element);
    expect(callsOf(file)).toEqual([
      'a.py#exact -> a.py#one',
      'a.py#vague -> a.py#one',
      'a.py#vague -> a.py#two',
    ]);
  });

  test('INDEX-10 the only method of a distinctive name is a guess, apart from what is certain', () => {
    const file = new DraftFile('a.py');
    file.class('Box', [], ['unwrap_gift']);
    const open = file.define('open', ['box']);
    file.method(open.symbol, open.parameters[0] ?? 0, 'unwrap_gift');
    const [files, edges] = solve(file);
    expect(listEdges(files, edges)).toEqual([
      'calls a.py#open -> a.py#Box.unwrap_gift (name, possible)',
    ]);
    expect(edges.get('a.py')?.sinks).toHaveLength(1);
    const other = new DraftFile('b.py');
    other.class('Crate', [], ['unwrap_gift']);
    expect(callsOf(file, other)).toEqual([]);
  });

  test('INDEX-11 every call without a target is kept as a sink with its reason', () => {
    const file = new DraftFile('a.py');
    const caller = file.define('caller', ['unknown']);
    file.call(caller.symbol, caller.parameters[0] ?? 0);
    file.method(caller.symbol, file.import('requests', ''), 'post');
    const [, edges] = solve(file);
    expect(
      edges
        .get('a.py')
        ?.sinks.map(({ reason }) => reason)
        .toSorted(),
    ).toEqual(['dynamic', 'external']);
  });

  test('INDEX-13 importing a name is an edge to its module and to its definition', () => {
    const library = new DraftFile('library.py');
    library.define('open_box');
    const main = new DraftFile('main.py');
    main.import('library', 'open_box');
    expect(listEdges(...solve(main, library))).toEqual([
      'imports main.py# -> library.py# (import, certain)',
      'imports main.py# -> library.py#open_box (import, certain)',
    ]);
  });
});

describe('updates', () => {
  test('INDEX-22 an import that led nowhere is asked again when its file comes, and when it goes', () => {
    const main = new DraftFile('main.py');
    main.call(0, main.import('library', 'open_box'));
    const library = new DraftFile('library.py');
    library.define('open_box');
    const program = newProgram();
    const files = new Map([[main.path, main.facts()]]);
    const first = program.update({ put: [...files.values()], removed: [] });
    expect(listCalls(files, first)).toEqual([]);
    const second = program.update({ put: [library.facts()], removed: [] });
    expect(listCalls(files, second)).toEqual(['main.py# -> library.py#open_box']);
    const third = program.update({ put: [], removed: ['library.py'] });
    expect([...third.keys()]).toEqual(['main.py']);
    expect(listCalls(files, third)).toEqual([]);
  });

  test('INDEX-25 a change of one file returns no file whose edges stay', () => {
    const library = new DraftFile('library.py');
    library.define('open_box');
    const main = new DraftFile('main.py');
    main.call(0, main.import('library', 'open_box'));
    const program = newProgram();
    program.update({ put: [main.facts(), library.facts()], removed: [] });
    library.define('close_box');
    const changed = program.update({ put: [library.facts()], removed: [] });
    expect([...changed.keys()]).toEqual(['library.py']);
  });
});

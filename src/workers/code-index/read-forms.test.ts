import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '#core/code-index/forms.ts';
import { must } from '#shared/assert.ts';
import { findLanguages } from './find-languages.ts';
import { LanguageError, type LoadedLanguage, loadLanguage, wasmBytes } from './load-language.ts';
import { readForms } from './read-forms.ts';
import { writeLanguage } from './testing/language-folder.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-forms-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function load(query: string): Promise<LoadedLanguage> {
  writeLanguage(folder, 'small', query);
  return await loadLanguage(must(findLanguages(folder)[0], 'it was just written'));
}

/** `role:kind.variant!flag(children)`, with the text of forms that have no children. */
function show(form: Form, text: string): string {
  const role = form.role === '' ? '' : `${form.role}:`;
  const variant = form.variant === '' ? '' : `.${form.variant}`;
  const flags = form.flags.map((flag) => `!${flag}`).join('');
  const inside =
    form.children.length > 0
      ? form.children.map((child) => show(child, text)).join(' ')
      : `'${text.slice(form.start, form.end)}'`;
  return `${role}${form.kind}${variant}${flags}(${inside})`;
}

async function read(query: string, text: string): Promise<string> {
  const root = must(readForms(await load(query), text), 'nothing stops the parser');
  return root.children.map((child) => show(child, text)).join(' ');
}

describe('forms and roles', () => {
  it('hang below the nearest captured ancestor, in order of the text', async () => {
    const query = `(call) @call (call function: (_) @as.callee)
      (argument_list (_) @as.argument) (identifier) @name`;
    expect(await read(query, 'if a:\n    f(x, g(2))\n')).toBe(
      "name('a') call(callee:name('f') argument:name('x') argument:call(callee:name('g') argument:group('2')))",
    );
  });

  it('let the later pattern win, for the form and for the role', async () => {
    const query = `(call (identifier) @special @as.late) (identifier) @name (call (identifier) @as.last)`;
    expect(await read(query, 'f()')).toBe("last:name('f')");
  });

  it('nest when one pattern gives several', async () => {
    const query = `(parameters (_) @as.parameter) (parameters (identifier) @parameter @name @as.name)`;
    expect(await read(query, 'def f(a): pass')).toBe("parameter:parameter(name:name('a'))");
  });

  it('have variants and flags; a flag marks the nearest form that is no group', async () => {
    const query = `(function_definition "async" @flag.async) (function_definition) @function.method
      (function_definition parameters: (_) @as.all) (identifier) @flag.named`;
    expect(await read(query, 'async def f(a): pass')).toBe(
      "function.method!async!named(all:group('(a)'))",
    );
  });

  it('give comments no role', async () => {
    const query = `(argument_list (_) @as.argument) (comment) @comment (integer) @number`;
    expect(await read(query, 'f(1, # one\n  2)')).toBe(
      "argument:number('1') comment('# one') argument:number('2')",
    );
  });

  it('know their lines and UTF-16 columns', async () => {
    const root = readForms(await load('(identifier) @name'), '"😀"; a\n\n  b = (c +\n d)\n');
    expect(root?.children.map(({ line, column, endLine }) => [line, column, endLine])).toEqual([
      [1, 6, 1],
      [3, 2, 3],
      [3, 7, 3],
      [4, 1, 4],
    ]);
  });

  it('are there for a file with errors, which is marked', async () => {
    const language = await load('(identifier) @name');
    expect(readForms(language, 'a = 1\n')?.flags).toEqual([]);
    expect(readForms(language, 'a = = 1\nb = 2\n')?.flags).toEqual(['syntax_errors']);
  });
});

describe('a query', () => {
  it('may inherit from files that come before it', async () => {
    writeFileSync(join(folder, 'base.scm'), '(identifier) @name\n(integer) @number\n');
    expect(await read('; inherits: ../base.scm\n(identifier) @own\n', 'a = 1')).toBe(
      "own('a') number('1')",
    );
  });

  it('names its file and line when it does not compile', async () => {
    writeFileSync(join(folder, 'base.scm'), '(identifier) @name\n');
    const loading = load('; inherits: ../base.scm\n\n(nonsense) @x\n');
    await expect(loading).rejects.toThrow(LanguageError);
    await expect(loading).rejects.toThrow(/small[/\\]query\.scm:3: .*nonsense/);
  });

  it('may not give four captures to a node, of which the fourth would be lost', async () => {
    await expect(load('\n(identifier) @a @b @c @d\n')).rejects.toThrow(
      /query\.scm:2: a node has four captures/,
    );
  });
});

describe('memory', () => {
  it('does not grow with the number of files', async () => {
    const language = await load('(identifier) @name');
    const lines = Array.from({ length: 2000 }, (_, n) => `def f${n}(a):\n    return g(a, ${n})\n`);
    const text = lines.join('');
    for (let n = 0; n < 3; n += 1) readForms(language, text);
    const before = wasmBytes();
    for (let n = 0; n < 30; n += 1) readForms(language, text);
    expect(wasmBytes()).toBe(before);
  });
});

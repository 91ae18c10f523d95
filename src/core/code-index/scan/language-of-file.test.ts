import { describe, expect, it } from 'vitest';
import { languageSchema } from '../conventions.ts';
import { languageFinder } from './language-of-file.ts';

const base = { grammar: 'p/g.wasm', modules: 'python', scoping: 'function', receiver: 'none' };
const finder = languageFinder([
  languageSchema.parse({
    ...base,
    id: 'python',
    name: 'Python',
    extensions: ['.py'],
    filenames: ['SConstruct'],
    interpreters: ['python3'],
  }),
  languageSchema.parse({ ...base, id: 'ruby', name: 'Ruby', extensions: ['.rb'] }),
  languageSchema.parse({ ...base, id: 'erb', name: 'ERB', extensions: ['.html.erb', '.erb'] }),
]);

describe('SCAN-9 the language of a file', () => {
  it.each([
    ['a.py', 'python'],
    ['A.PY', 'python'],
    ['SConstruct', 'python'],
    ['page.html.erb', 'erb'],
    ['test.spec.rb', 'ruby'],
    ['py', ''],
    ['constructor', ''],
    ['a.py.txt', ''],
  ])('%s by name is "%s"', (name, language) => {
    expect(finder.byName(name)).toBe(language);
  });

  it.each([
    ['#!/usr/bin/python3\n', 'python'],
    ['#!/usr/bin/env python3\nx', 'python'],
    ['#!/usr/bin/env -S LANG=C python3 -u\n', 'python'],
    ['#!python3', 'python'],
    ['#!/bin/sh\n', ''],
    ['python3\n', ''],
    ['#!', ''],
  ])('%j by its first line is "%s"', (text, language) => {
    expect(finder.byFirstLine(text)).toBe(language);
  });
});

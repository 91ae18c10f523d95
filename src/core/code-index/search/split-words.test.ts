import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitWords } from './split-words.ts';

describe('SEARCH-1 identifiers are split into the words they are made of', () => {
  test.each([
    ['getUserName', 'get user name'],
    ['snake_case_name', 'snake case name'],
    ['SCREAMING_CASE', 'screaming case'],
    ['parseHTTPResponse', 'parse http response'],
    ['HTTPServer', 'http server'],
    ['URLs', 'urls'],
    ['userIDs', 'user ids'],
    ['IOError', 'io error'],
    ['utf8Decode', 'utf 8 decode'],
    ['sha256', 'sha 256'],
    ['__init__', 'init'],
    ['kebab-case.dotted/path', 'kebab case dotted path'],
    ['$scope.$apply()', 'scope apply'],
    ['größeÄndern', 'größeändern'],
    ['constructor toString', 'constructor to string'],
    ['XMLHttpRequest2', 'xml http request 2'],
    ['', ''],
  ])('%s', (text, words) => {
    expect(splitWords(text).join(' ')).toBe(words);
  });

  test('splitting words again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = splitWords(text).join(' ');
        expect(splitWords(once).join(' ')).toBe(once);
      }),
    );
  });
});

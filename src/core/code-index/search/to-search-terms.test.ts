import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMatch, questionWords } from './build-match.ts';
import { fuseRanks } from './fuse-ranks.ts';
import { passageScore } from './rank-passages.ts';
import { pathTerms, toSearchTerms } from './to-search-terms.ts';

const DOCUMENT = { symbol: 1, name: '', signature: '', comment: '', body: '', line: 1, endLine: 2 };

describe('SEARCH-2 a passage is stored as the words it is found by', () => {
  test('the own name apart from what it stands in, and in one piece', () => {
    const terms = toSearchTerms({
      ...DOCUMENT,
      name: 'HttpClient.getUserName',
      signature: 'def getUserName(self, user_id):',
      comment: 'Give the name of a user.',
      body: 'return self.users[user_id].display_name',
    });
    expect(terms).toMatchObject({
      name: 'get user name getusername',
      signature: 'http client get user name user id',
      comment: 'give name user',
      body: 'users user id display name',
    });
  });

  test('a file by the words of its path', () => {
    expect(toSearchTerms({ ...DOCUMENT, name: 'src/http/user_cache' })).toMatchObject({
      name: 'user cache usercache',
      signature: 'src http',
    });
    expect(pathTerms('src/httpClient/user_cache.test.py')).toBe('src http client user cache test');
  });

  test('encoded data and endless tables are cut', () => {
    const { body } = toSearchTerms({
      ...DOCUMENT,
      body: `${'x'.repeat(100)} ${'word '.repeat(9000)}`,
    });
    expect(body.split(' ')).toHaveLength(4000);
    expect(body).not.toContain('xx');
  });
});

describe('SEARCH-3 a question becomes words that are safe to search for', () => {
  test.each([
    ['How do I parse the HTTP header?', ['parse', 'http', 'header']],
    ['getUserName', ['get', 'user', 'name', 'getusername']],
    ['what is it', ['what', 'is', 'it']],
    ['', []],
    ['"; DROP TABLE x --', ['drop', 'table']],
  ])('%s', (text, words) => expect(questionWords(text)).toEqual(words));

  test('whatever is asked, the expression holds only quoted words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const match = buildMatch(questionWords(text));
        if (match !== null) expect(match).toMatch(/^"[^"\s]+"(?: OR "[^"\s]+")*$/u);
      }),
    );
  });
});

describe('SEARCH-4 rankings are joined by reciprocal ranks', () => {
  test('by the formula, equal scores by number', () => {
    const fused = fuseRanks([
      { ids: [7, 8], weight: 1 },
      { ids: [8, 9], weight: 1 },
    ]);
    expect(fused).toEqual([
      { id: 8, score: 1 / 62 + 1 / 61 },
      { id: 7, score: 1 / 61 },
      { id: 9, score: 1 / 62 },
    ]);
    expect(fuseRanks([])).toEqual([]);
  });

  test('definitions before modules, code before tests, when the words are alike', () => {
    const score = (kind: 'function' | 'class' | 'module', isTest = false): number =>
      passageScore({ score: 1, kind, isTest });
    expect(score('function')).toBeGreaterThan(score('class'));
    expect(score('class')).toBeGreaterThan(score('module'));
    expect(score('function')).toBeGreaterThan(score('function', true));
  });
});

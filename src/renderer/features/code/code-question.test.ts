import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, routeTo } from '../../navigation/route.ts';
import { askOf, fieldsOf, meansFile, questionOf } from './code-question.ts';

const page = { repo: '/r', k: 20, offset: 0 };

describe('a question to the code index', () => {
  it('survives the address bar', () => {
    const question = {
      kind: 'impact_set' as const,
      text: 'a&b=c #d',
      lang: 'python',
      path: 'src/x',
      all: true,
    };
    const route = parseRoute(hrefOf(routeTo('code', fieldsOf(question))));
    expect(route.place === 'code' ? questionOf(route) : null).toEqual(question);
  });

  it('reads an unknown kind as the plainest one', () => {
    expect(parseRoute('#/code?kind=__proto__')).toMatchObject({ kind: 'where_defined' });
  });

  it('asks what a change reaches by file or by symbol', () => {
    const asked = { ...questionOf(routeTo('code')), kind: 'impact_set' as const };
    expect(askOf({ ...asked, text: 'src/a.py' }, page)).toMatchObject({ file: 'src/a.py' });
    expect(askOf({ ...asked, text: 'Box.open' }, page)).toMatchObject({ symbol: 'Box.open' });
    expect(meansFile('main.py')).toBe(true);
    expect(meansFile('pkg.Module.fn')).toBe(false);
  });

  it('sends words as a snippet', () => {
    const asked = {
      ...questionOf(routeTo('code')),
      kind: 'nearest_neighbors' as const,
      text: 'retry with backoff',
    };
    expect(askOf(asked, page)).toMatchObject({ snippet: 'retry with backoff' });
  });
});

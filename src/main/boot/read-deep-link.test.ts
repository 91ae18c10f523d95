import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepLinkIn, readDeepLink } from './read-deep-link.ts';

test('a link names its run, whatever characters the id has', () => {
  const id = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(id, (runId) => {
      expect(readDeepLink(`slipway://run/${encodeURIComponent(runId)}`)).toBe(runId);
    }),
  );
});

test.each([
  'slipway://run/',
  'slipway://run/a/b',
  'slipway://run/%',
  'slipway://run/%0a',
  'slipway://approve/1',
  'https://run/a',
  'javascript:alert(1)',
  '--flag',
])('%j is no link to a run', (text) => {
  expect(readDeepLink(text)).toBeNull();
});

test('the link is found among other arguments', () => {
  expect(deepLinkIn(['/usr/bin/slipway', '--data', 'x', 'slipway://run/r-1'])).toBe('r-1');
  expect(deepLinkIn(['/usr/bin/slipway'])).toBeNull();
});

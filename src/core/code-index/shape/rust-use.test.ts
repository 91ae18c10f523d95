import { expect, test } from 'vitest';
import { expandUse } from './rust-use.ts';

test('INDEX-1 a use tree brings one name for each of its leaves', () => {
  expect(expandUse('a::b::{self, c as d, e::{f, g::*}}')).toEqual([
    { path: ['a', 'b'], local: 'b', isStar: false },
    { path: ['a', 'b', 'c'], local: 'd', isStar: false },
    { path: ['a', 'b', 'e', 'f'], local: 'f', isStar: false },
    { path: ['a', 'b', 'e', 'g'], local: '', isStar: true },
  ]);
});

test('INDEX-1 a single path brings its last step', () => {
  expect(expandUse('crate::net::http')).toEqual([
    { path: ['crate', 'net', 'http'], local: 'http', isStar: false },
  ]);
  expect(expandUse('std::fmt as _')).toEqual([{ path: ['std', 'fmt'], local: '_', isStar: false }]);
});

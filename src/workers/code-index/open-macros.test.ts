import { expect, test } from 'vitest';
import { openMacros } from './open-macros.ts';

test('INDEX-1 macro calls read as calls of functions, and every character keeps its place', () => {
  const text = 'fn main() { println!("{}", f()); let v = vec![g(), h()]; mine!(k()); }';
  const opened = openMacros(text, 'all');
  expect(opened).toBe('fn main() { println_("{}", f()); let v =    &[g(), h()]; mine_(k()); }');
  expect(opened).toHaveLength(text.length);
});

test('INDEX-1 only macros of expressions are opened where the text could not be read otherwise', () => {
  expect(openMacros('mine!(a => b); assert!(f());', 'known')).toBe('mine!(a => b); assert_(f());');
});

test('INDEX-1 patterns and other languages inside macros stay closed', () => {
  expect(openMacros('matches!(x, A | B)', 'all')).toBe('matches!(x, A | B)');
});

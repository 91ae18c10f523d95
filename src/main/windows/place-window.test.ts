import { expect, test } from 'vitest';
import { placeWindow } from './place-window.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const saved = { x: 100, y: 50, width: 1200, height: 800 };

test('a first start gets the default size and no position', () => {
  expect(placeWindow(null, [screen])).toEqual({ width: 1360, height: 860 });
});

test('a window opens where it was left', () => {
  expect(placeWindow(saved, [screen])).toEqual(saved);
});

test('a window left on a second screen opens there while that screen is connected', () => {
  const right = { ...screen, x: 1920 };
  const there = { ...saved, x: 2000 };
  expect(placeWindow(there, [screen, right])).toEqual(there);
  expect(placeWindow(there, [screen])).toEqual({ width: 1200, height: 800 });
});

test('a title bar above the screen or below its edge is not grabbable', () => {
  expect(placeWindow({ ...saved, y: -30 }, [screen])).toEqual({ width: 1200, height: 800 });
  expect(placeWindow({ ...saved, y: 1060 }, [screen])).toEqual({ width: 1200, height: 800 });
});

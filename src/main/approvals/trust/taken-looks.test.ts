import { expect, test } from 'vitest';
import { TakenLooks } from './taken-looks.ts';

/** Looks that end when they are told to. */
function looks() {
  const begun: PromiseWithResolvers<number>[] = [];
  const taken = new TakenLooks<number>();
  const take = (place: string) =>
    taken.take(place, () => {
      const one = Promise.withResolvers<number>();
      begun.push(one);
      return one.promise;
    });
  return { begun, take };
}

test('who comes while one is under way shares one that begins afterwards', async () => {
  const { begun, take } = looks();
  const first = take('a');
  const others = [take('a'), take('a'), take('a')];
  expect(begun).toHaveLength(1);
  begun[0]?.resolve(1);
  expect(await first).toBe(1);
  const late = take('a');
  await Promise.resolve();
  expect(begun).toHaveLength(2);
  begun[1]?.resolve(2);
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  await Promise.resolve();
  begun[2]?.resolve(3);
  expect([2, 3]).toContain(await late);
});

test('one that fails fails for those who shared it, and the next begins all the same', async () => {
  const { begun, take } = looks();
  const first = take('a');
  const second = take('a');
  begun[0]?.reject(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  begun[1]?.resolve(2);
  expect(await second).toBe(2);
  const third = take('a');
  expect(begun).toHaveLength(3);
  begun[2]?.resolve(3);
  expect(await third).toBe(3);
});

test('places do not wait for one another', () => {
  const { begun, take } = looks();
  void take('a');
  void take('b');
  expect(begun).toHaveLength(2);
});

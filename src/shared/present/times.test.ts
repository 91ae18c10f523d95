import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatClock, formatMoment } from './format-time.ts';
import { localDay, MACHINE_ZONE } from './local-day.ts';

const at = (iso: string): number => Date.parse(iso);
const HOUR_MS = 3_600_000;

it('PRES-15 times are those of the zone that is named', () => {
  expect(formatClock('2026-11-27T13:20:05.999Z', 'Europe/Vienna')).toBe('14:20:05');
  expect(formatClock('2026-11-27T13:20:05Z', 'America/New_York')).toBe('08:20:05');
  expect(formatClock('2026-11-27T00:00:00Z', 'UTC')).toBe('00:00:00');
  expect(formatClock('nonsense', 'UTC')).toBe('unknown time');
});

it('PRES-15 the day is left out today, the year this year', () => {
  const moment = (iso: string): string =>
    formatMoment(iso, at('2026-11-27T23:30:00Z'), 'Asia/Tokyo');
  expect(moment('2026-11-27T22:00:00Z')).toBe('07:00');
  expect(moment('2026-11-27T13:20:00Z')).toBe('27 Nov 22:20');
  expect(moment('2025-11-27T13:20:00Z')).toBe('27 Nov 2025 22:20');
});

it.each([
  ['UTC', '2026-11-27T13:20:00Z', '2026-11-27T00:00:00Z', 24],
  ['Europe/Vienna', '2026-11-27T23:20:00Z', '2026-11-27T23:00:00Z', 24],
  ['Asia/Kathmandu', '2026-11-27T13:20:00Z', '2026-11-26T18:15:00Z', 24],
  // Clocks put forward and back.
  ['Europe/Vienna', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00Z', 23],
  ['Europe/Vienna', '2026-10-25T12:00:00Z', '2026-10-24T22:00:00Z', 25],
  ['Australia/Lord_Howe', '2026-10-04T12:00:00Z', '2026-10-03T13:30:00Z', 23.5],
  // Midnight did not happen: the clock went from 23:59:59 to 01:00.
  ['America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00:00Z', 23],
  ['Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-23T22:00:00Z', 23],
] as const)(
  'PRES-16 the day in %s at %s starts at %s and has %d hours',
  (zone, now, start, hours) => {
    const { startMs, endMs } = localDay(at(now), zone);
    expect(new Date(startMs).toISOString()).toBe(new Date(start).toISOString());
    expect((endMs - startMs) / HOUR_MS).toBe(hours);
  },
);

it('PRES-16 every instant is within its day, and days follow one another', () => {
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Vienna',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  );
  const instant = fc.integer({ min: at('2012-01-15T00:00:00Z'), max: at('2060-01-01T00:00:00Z') });
  fc.assert(
    fc.property(zone, instant, (name, nowMs) => {
      const day = localDay(nowMs, name);
      expect(day.startMs).toBeLessThanOrEqual(nowMs);
      expect(day.endMs).toBeGreaterThan(nowMs);
      expect(localDay(day.endMs, name).startMs).toBe(day.endMs);
      expect(localDay(day.startMs, name)).toEqual(day);
    }),
  );
});

it('PRES-16 the day of this machine is the one its own clock has', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('2000-01-01'), max: at('2037-01-01') }), (nowMs) => {
      expect(localDay(nowMs, MACHINE_ZONE).startMs).toBe(new Date(nowMs).setHours(0, 0, 0, 0));
    }),
  );
});

/** A zone of the IANA database; `undefined` is this machine's own. */
export type TimeZone = string | undefined;
export const MACHINE_ZONE: TimeZone = undefined;

const DAY_MS = 86_400_000;

interface LocalDay {
  startMs: number;
  endMs: number;
}

/** The day found last in each zone: finding it is slow, and most calls are about the same one. */
const found = new Map<TimeZone, LocalDay>();

/** The local day that holds `nowMs`: from its midnight to the next one, epoch milliseconds. */
export function localDay(nowMs: number, timeZone: TimeZone): LocalDay {
  const last = found.get(timeZone);
  if (last !== undefined && last.startMs <= nowMs && nowMs < last.endMs) return last;
  const clock = clockOf(timeZone);
  const today = Math.floor(clock(nowMs) / DAY_MS) * DAY_MS;
  const day = {
    startMs: firstInstantAt(today, clock),
    endMs: firstInstantAt(today + DAY_MS, clock),
  };
  found.set(timeZone, day);
  return day;
}

/** The wall clock of a zone: epoch milliseconds to what its hands show, as if that were UTC. */
type WallClock = (epochMs: number) => number;

/**
 * The first instant at which the wall clock shows `wallMs`. Where it never does, since the clock
 * was put forward over it, that is the instant of the jump.
 */
function firstInstantAt(wallMs: number, clock: WallClock): number {
  const offsets = [wallMs - DAY_MS, wallMs + DAY_MS].map((ms) => clock(ms) - ms);
  const candidates = offsets.map((offset) => wallMs - offset);
  const exact = candidates.filter((ms) => clock(ms) === wallMs);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

function clockOf(timeZone: TimeZone): WallClock {
  // Making a format takes long, and `Date` shows this machine's own zone.
  if (timeZone === MACHINE_ZONE) return machineClock;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (epochMs) => {
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    const seconds = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return seconds + (((epochMs % 1000) + 1000) % 1000);
  };
}

function machineClock(epochMs: number): number {
  const at = new Date(epochMs);
  return Date.UTC(
    at.getFullYear(),
    at.getMonth(),
    at.getDate(),
    at.getHours(),
    at.getMinutes(),
    at.getSeconds(),
    at.getMilliseconds(),
  );
}

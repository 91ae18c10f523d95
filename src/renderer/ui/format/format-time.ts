const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short' });
const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Wall-clock time of an ISO instant in this machine's zone, to the second. */
export function formatClock(iso: string): string {
  return clock.format(new Date(iso));
}

/** Day and minute of an ISO instant; the day is left out when it is `nowMs`'s own. */
export function formatMoment(iso: string, nowMs: number): string {
  const at = new Date(iso);
  const text = minute.format(at);
  return day.format(at) === day.format(new Date(nowMs)) ? text : `${day.format(at)} ${text}`;
}

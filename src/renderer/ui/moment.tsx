import { formatMoment } from '#shared/present/format-time.ts';
import { MACHINE_ZONE } from '#shared/present/local-day.ts';
import { useNow } from './use-now.ts';

const MINUTE_MS = 60_000;

/** An instant in this machine's time zone; the day is named once it is not today's. */
export function Moment({ iso }: { iso: string }) {
  const nowMs = useNow(MINUTE_MS);
  return (
    <time dateTime={iso} className="muted">
      {formatMoment(iso, nowMs, MACHINE_ZONE)}
    </time>
  );
}

import { formatDuration } from '#shared/present/format-duration.ts';
import { Unplug } from 'lucide-react';
import { useConnection } from '../data/connection-store.ts';
import { useHealth } from '../data/queries.ts';
import { useNow } from '../ui/use-now.ts';

/** Says that what is on screen is no longer live, and that it will be again by itself. */
export function ConnectionBanner() {
  const { state, lostAtMs } = useConnection();
  const isSilent = useHealth().isError;
  const isLost = state === 'lost' || isSilent;
  const nowMs = useNow(1000, isLost);
  if (!isLost) return null;
  const since = lostAtMs === null ? '' : ` for ${formatDuration(Math.max(1000, nowMs - lostAtMs))}`;
  return (
    <output className="banner" data-tone="error">
      <Unplug aria-hidden size={14} />
      <span>
        <strong>Connection lost{since}.</strong> What you see may be out of date. Reconnecting by
        itself, nothing is lost; if it lasts, start the service with <code>vp serve</code>.
      </span>
    </output>
  );
}

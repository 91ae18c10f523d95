import { formatDuration } from '#shared/present/format-duration.ts';
import { AppError } from '#shared/errors.ts';
import { KeyRound, Unplug } from 'lucide-react';
import { useConnection } from '../data/connection-store.ts';
import { useHealth } from '../data/queries.ts';
import { useNow } from '../ui/use-now.ts';

/** Says that what is on screen is no longer live, and that it will be again by itself. */
export function ConnectionBanner() {
  const { state, lostAtMs } = useConnection();
  const health = useHealth();
  const isSilent = health.isError;
  const isLost = state === 'lost' || isSilent;
  const nowMs = useNow(1000, isLost);
  if (!isLost) return null;
  if (isUnknown(health.error)) return <LoginNeeded />;
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

function isUnknown(error: Error | null): boolean {
  return error instanceof AppError && error.code === 'unauthorized';
}

function LoginNeeded() {
  return (
    <output className="banner" data-tone="error">
      <KeyRound aria-hidden size={14} />
      <span>
        <strong>This page is not logged in.</strong> Run <code>vp token link</code> in a terminal
        and open the address that it prints; each works once.
      </span>
    </output>
  );
}

import { useEffect, useState } from 'react';

/**
 * The present time in epoch milliseconds, renewed every `everyMs`; stands still while `isTicking`
 * is false.
 */
export function useNow(everyMs: number, isTicking = true): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isTicking) return;
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isTicking]);
  return nowMs;
}

import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { Bell } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useIndexAlerts } from '../features/code/code-queries.ts';
import { useHealth, usePortfolio } from '../data/queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { alertsOf } from './alerts.ts';

// What lays something over the window is a large part of its code: loaded when first asked for.
const AlertsPopover = lazy(async () => ({
  default: (await import('./alerts-popover.tsx')).AlertsPopover,
}));

/** The bell: what needs a look now, each with the way there. */
export function AlertsMenu({ runs }: { runs: readonly RunSummary[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const bell = useRef<HTMLButtonElement>(null);
  const alerts = alertsOf(
    useHealth().data,
    runs,
    usePortfolio().data?.pending_approvals ?? 0,
    useIndexAlerts(),
  );
  const label = alerts.length === 0 ? 'Alerts: none' : `Alerts: ${alerts.length}`;
  return (
    <>
      <Button
        ref={bell}
        look="quiet"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => setIsOpen(!isOpen)}
        icon={<Bell aria-hidden />}
      >
        {alerts.length === 0 ? null : <span>{alerts.length}</span>}
      </Button>
      {isOpen ? (
        <ErrorBoundary>
          <Suspense>
            <AlertsPopover trigger={bell} alerts={alerts} onClose={() => setIsOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
    </>
  );
}

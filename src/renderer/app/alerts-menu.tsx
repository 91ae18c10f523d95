import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useIndexAlerts } from '../features/code/code-queries.ts';
import { useHealth, usePortfolio } from '../data/queries.ts';
import { hrefOf } from '../navigation/route.ts';
import { Button } from '../ui/button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { type Alert, alertsOf } from './alerts.ts';

/** The bell: what needs attention now, each with a link to it. */
export function AlertsMenu({ runs }: { runs: readonly RunSummary[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const alerts = alertsOf(
    useHealth().data,
    runs,
    usePortfolio().data?.pending_approvals ?? 0,
    useIndexAlerts(),
  );
  const label = alerts.length === 0 ? 'Alerts: none' : `Alerts: ${alerts.length}`;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button look="quiet" aria-label={label} icon={<Bell aria-hidden />}>
        {alerts.length === 0 ? null : <span>{alerts.length}</span>}
      </Button>
      <Popover placement="bottom end" className="alerts-popover">
        <Dialog className="alerts-dialog">
          <Heading slot="title" className="visually-hidden">
            Alerts
          </Heading>
          <AlertList alerts={alerts} onFollow={() => setIsOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function AlertList({ alerts, onFollow }: { alerts: readonly Alert[]; onFollow: () => void }) {
  if (alerts.length === 0) {
    return <p className="alert-row muted">Nothing needs you right now.</p>;
  }
  return (
    <ul>
      {alerts.map((alert) => (
        <li key={alert.id}>
          <a className="alert-row" href={hrefOf(alert.to)} onClick={onFollow}>
            <StatusMark visual={{ tone: alert.tone, mark: shapeOf(alert), label: alert.title }} />
            <span>
              <span className="alert-title">{alert.title}</span>
              <span className="alert-detail">{alert.detail}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function shapeOf(alert: Alert) {
  if (alert.tone === 'error') return 'cross' as const;
  return alert.tone === 'approval' ? ('diamond' as const) : ('triangle' as const);
}

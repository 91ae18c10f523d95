import type { RefObject } from 'react';
import { Dialog, Heading, Popover } from 'react-aria-components';
import { hrefOf } from '../navigation/route.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import type { Alert } from './alerts.ts';

interface Props {
  trigger: RefObject<HTMLButtonElement | null>;
  alerts: readonly Alert[];
  onClose: () => void;
}

/** The alerts below the bell. */
export function AlertsPopover({ trigger, alerts, onClose }: Props) {
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      placement="bottom end"
      className="alerts-popover"
    >
      <Dialog className="alerts-dialog">
        <Heading slot="title" className="visually-hidden">
          Alerts
        </Heading>
        <AlertList alerts={alerts} onFollow={onClose} />
      </Dialog>
    </Popover>
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

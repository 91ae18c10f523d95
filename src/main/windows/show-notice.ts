import { Notification } from 'electron';
import type { Notice } from './notice-for.ts';

// A notification that is collected loses its click; each is kept until it is gone.
const open = new Set<Notification>();

/** Shows a native notification where the platform has them. */
export function showNotice(
  notice: Pick<Notice, 'title' | 'body'>,
  onClick: () => void = () => undefined,
): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title: notice.title, body: notice.body });
  open.add(notification);
  notification.on('click', () => {
    open.delete(notification);
    onClick();
  });
  notification.on('close', () => open.delete(notification));
  notification.show();
}

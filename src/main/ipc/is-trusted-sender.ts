import type { WebContents, WebFrameMain } from 'electron';
import { isPageAddress } from './page-origin.ts';

/** True when a message comes from the top frame of a window that shows our own page. */
export function isTrustedSender(event: {
  senderFrame: Pick<WebFrameMain, 'url'> | null;
  sender: Pick<WebContents, 'mainFrame'>;
}): boolean {
  const { senderFrame, sender } = event;
  return senderFrame !== null && senderFrame === sender.mainFrame && isPageAddress(senderFrame.url);
}

import type { Transport } from '#shared/client.ts';
import { createHttpTransport } from '#shared/http-transport.ts';
import { createBridgeTransport } from './bridge-transport.ts';
import { followLoginLinks, takeToken } from './take-token.ts';

/** Inside Electron the preload's bridge; in a browser this page's own origin. */
export async function pickTransport(page: Window): Promise<Transport> {
  if (page.slipway !== undefined) return createBridgeTransport(page.slipway);
  followLoginLinks(page);
  const token = await takeToken(page);
  return createHttpTransport({
    fetch: (url, init) => page.fetch(url, init),
    baseUrl: (service) => `${page.location.origin}/svc/${service}`,
    createDecoder: () => new TextDecoder(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    ...(token === null ? {} : { token }),
  });
}

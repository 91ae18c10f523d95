import type { Transport } from '#shared/client.ts';
import { createHttpTransport } from '#shared/http-transport.ts';
import { createBridgeTransport } from './bridge-transport.ts';

/** Inside Electron the preload's bridge; in a browser this page's own origin. */
export function pickTransport(page: Window): Transport {
  if (page.slipway !== undefined) return createBridgeTransport(page.slipway);
  return createHttpTransport({
    fetch: (url, init) => page.fetch(url, init),
    baseUrl: (service) => `${page.location.origin}/svc/${service}`,
    createDecoder: () => new TextDecoder(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

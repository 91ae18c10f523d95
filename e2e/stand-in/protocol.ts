type Handler = (request: Request) => Promise<Response> | Response;

const handlers = new Map<string, Handler>();

/** Electron's `protocol`: what main registers here answers the page's requests. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string }[]): void {
    this.privileged.push(...schemes);
  },
  privileged: [] as { scheme: string }[],
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler);
  },
  /** Null when nobody serves that scheme: there is no network in the stand-in. */
  async answer(url: string, method: string): Promise<Response | null> {
    const handler = handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return null;
    // A Request takes no body-less custom scheme check: Node accepts app:// addresses.
    return handler(new Request(url, { method }));
  },
};

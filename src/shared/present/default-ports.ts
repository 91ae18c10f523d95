/** Ports of the listeners unless others are named; a taken one is replaced by a free one. */
export const DEFAULT_PORTS = { pas: 6200, plms: 6100, rag: 7500, rpc: 7011, hmi: 6101 } as const;
export type ListenerName = keyof typeof DEFAULT_PORTS;

/** Where a listener answers unless its port was changed. */
export function defaultUrl(listener: ListenerName): string {
  return `${listener === 'rpc' ? 'ws' : 'http'}://localhost:${DEFAULT_PORTS[listener]}`;
}

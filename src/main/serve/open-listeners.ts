import { listenService, type Listening } from '../http/listen.ts';
import { createListeners, type ListenerParts } from '../http/create-listeners.ts';
import type { ServeOptions } from './serve-options.ts';

export interface Listeners {
  pas: string;
  plms: string;
  rag: string;
  rpc: string;
  hmi: string;
  /** Sentences about ports that were taken. */
  notices: string[];
  close(): Promise<void>;
}

/** Creates every listener and binds it to its port. */
export async function openListeners(
  parts: ListenerParts & { ports: ServeOptions['ports'] },
): Promise<Listeners> {
  const instances = createListeners(parts);
  const listening = new Map<string, Listening>();
  for (const [name, instance] of Object.entries(instances)) {
    listening.set(
      name,
      await listenService(instance, { port: parts.ports[name as keyof typeof instances] }),
    );
  }
  const url = (name: keyof typeof instances): string => listening.get(name)?.url ?? '';
  return {
    pas: url('pas'),
    plms: url('plms'),
    rag: url('rag'),
    hmi: url('hmi'),
    rpc: url('rpc').replace(/^http/, 'ws'),
    notices: [...listening.values()].flatMap((one) => one.notice ?? []),
    async close() {
      await Promise.all(Object.values(instances).map((instance) => instance.close()));
    },
  };
}

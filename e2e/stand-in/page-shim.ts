/**
 * Name of the binding that carries IPC out of the page; removed from the page before its scripts
 * run.
 */
export const BINDING = '__slipwayStandIn';
/** Where main reaches the page's ports. */
export const PORTS = '__slipwayStandInPorts';

interface ShimArguments {
  platform: string;
  binding: string;
  ports: string;
}

/** A CommonJS file as its loader runs it. */
type CommonJs = (
  exports: object,
  require: (name: string) => unknown,
  module: object,
  process: object,
) => void;
type Carrier = (kind: string, ...args: unknown[]) => Promise<unknown>;

/** The script that runs the built preload, unchanged, in a page before the page's own scripts. */
export function preloadScript(preload: string): string {
  const settings: ShimArguments = { platform: process.platform, binding: BINDING, ports: PORTS };
  const wrapped = `function (exports, require, module, process) {${preload}\n}`;
  return `(${runPreload.toString()})(${JSON.stringify(settings)}, ${wrapped});`;
}

// Runs in the page: it can use nothing from this file.
function runPreload({ platform, binding, ports }: ShimArguments, preload: CommonJs): void {
  if (window !== window.top) return;
  const globals = window as unknown as Record<string, unknown>;
  const carry = globals[binding] as Carrier;
  delete globals[binding];
  void carry('start');
  const open = new Map<number, MessagePort>();
  let nextPort = 1;
  const deliver = (id: number, message: unknown, isEnd: boolean): void => {
    if (!isEnd) open.get(id)?.postMessage(message);
    else open.get(id)?.close();
    if (isEnd) open.delete(id);
  };
  Object.defineProperty(window, ports, { value: deliver });

  const adopt = (port: MessagePort): number => {
    const id = nextPort++;
    open.set(id, port);
    port.addEventListener('message', (event) => void carry('port-message', id, event.data));
    port.addEventListener('close', () => {
      open.delete(id);
      void carry('port-close', id);
    });
    port.start();
    return id;
  };
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    for (const member of Object.values(value)) freeze(member);
    return Object.freeze(value);
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) =>
        Object.defineProperty(window, name, { value: freeze(api), enumerable: true }),
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => carry('invoke', channel, ...args),
      postMessage: (channel: string, message: unknown, transfer: MessagePort[] = []) =>
        void carry('post', channel, message, transfer.map(adopt)),
    },
  };
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`module not found in a sandboxed preload: ${name}`);
  };
  const module = { exports: {} };
  preload(module.exports, require, module, { platform, type: 'renderer' });
}

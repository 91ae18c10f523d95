import { EventEmitter } from 'node:events';

type Decide = (answer: { cancel?: boolean }) => void;
type RequestHandler = (details: { url: string }, decide: Decide) => void;

/** Electron's default session: keeps what main decided so that tests can ask. */
export class Session extends EventEmitter {
  #requestHandler: RequestHandler = (_details, decide) => decide({});
  readonly webRequest = {
    onBeforeRequest: (handler: RequestHandler): void => {
      this.#requestHandler = handler;
    },
  };
  permissionRequest: ((...args: unknown[]) => void) | null = null;
  permissionCheck: ((...args: unknown[]) => boolean) | null = null;
  devicePermission: ((...args: unknown[]) => boolean) | null = null;

  setPermissionRequestHandler(handler: (...args: unknown[]) => void): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: (...args: unknown[]) => boolean): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: (...args: unknown[]) => boolean): void {
    this.devicePermission = handler;
  }

  setDisplayMediaRequestHandler(): void {
    this.emit('display-media-handler');
  }

  /** Asks main's filter about an address. */
  isCancelled(url: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.#requestHandler({ url }, ({ cancel }) => resolve(cancel === true));
    });
  }
}

export const session = { defaultSession: new Session() };

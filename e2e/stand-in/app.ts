import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeBrowser, openBrowser } from './browser.ts';

/** An event whose default can be prevented, as Electron's. */
export function preventable(fields: Record<string, unknown> = {}) {
  return {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

function switchValue(name: string): string | undefined {
  const prefix = `--${name}=`;
  return process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
}

/** The part of Electron's `app` that main uses. */
export class App extends EventEmitter {
  readonly isPackaged = false;
  readonly userData = switchValue('user-data-dir') ?? path.resolve('e2e/output/user-data');
  /** Windows that quitting has to close first. */
  readonly closers = new Set<() => boolean>();

  async whenReady(): Promise<void> {
    mkdirSync(this.userData, { recursive: true });
    await openBrowser(this.userData);
    this.emit('ready');
  }

  getPath(name: string): string {
    return name === 'userData' ? this.userData : path.join(this.userData, name);
  }

  getVersion(): string {
    return process.env['npm_package_version'] ?? '0.0.0';
  }

  getName(): string {
    return 'slipway';
  }

  setAsDefaultProtocolClient(): boolean {
    return true;
  }

  /**
   * False when another process holds the lock; that one then gets `second-instance` with our
   * arguments.
   */
  requestSingleInstanceLock(): boolean {
    mkdirSync(this.userData, { recursive: true });
    const lock = path.join(this.userData, 'instance.lock');
    const mailbox = path.join(this.userData, 'instance.argv');
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
    } catch {
      if (isAlive(Number(readFileSync(lock, 'utf8')))) {
        writeFileSync(mailbox, JSON.stringify(process.argv));
        return false;
      }
      writeFileSync(lock, String(process.pid));
    }
    writeFileSync(mailbox, '');
    watch(mailbox, () => this.#readMailbox(mailbox)).unref();
    process.once('exit', () => rmSync(lock, { force: true }));
    return true;
  }

  #readMailbox(mailbox: string): void {
    const text = readFileSync(mailbox, 'utf8');
    if (text === '') return;
    writeFileSync(mailbox, '');
    this.emit('second-instance', {}, JSON.parse(text) as string[], process.cwd());
  }

  quit(): void {
    this.emit('before-quit', preventable());
    for (const close of this.closers) {
      if (!close()) return;
    }
    const event = preventable();
    this.emit('will-quit', event);
    if (event.defaultPrevented) return;
    this.emit('quit', {}, 0);
    this.exit(0);
  }

  exit(code: number): void {
    void closeBrowser().finally(() => process.exit(code));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const app = new App();

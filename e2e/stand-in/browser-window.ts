import { EventEmitter } from 'node:events';
import { app, preventable } from './app.ts';
import { WebContents } from './web-contents.ts';

interface Options {
  width?: number;
  height?: number;
  x?: number;
  y?: number;
  show?: boolean;
  webPreferences?: Record<string, unknown>;
}

const windows = new Set<BrowserWindow>();

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Electron's `BrowserWindow` as far as main goes: a page plus the state a window manager would
 * hold.
 */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly #bounds: Bounds;
  readonly #close_: () => boolean;
  #state = { isVisible: true, isMaximized: false, isMinimized: false, isDestroyed: false };

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  constructor({ x = 0, y = 0, width = 800, height = 600, show, webPreferences }: Options) {
    super();
    this.#bounds = { x, y, width, height };
    this.#state.isVisible = show !== false;
    this.webContents = new WebContents(webPreferences ?? {});
    this.#close_ = () => this.close();
    windows.add(this);
    app.closers.add(this.#close_);
  }

  async loadURL(address: string): Promise<void> {
    await this.webContents.load(address);
    this.emit('ready-to-show');
    process.send?.({ type: 'loaded' });
  }

  /** True when nothing kept it open. */
  close(): boolean {
    const event = preventable();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.#state.isDestroyed = true;
    windows.delete(this);
    app.closers.delete(this.#close_);
    void this.webContents.close();
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
    return true;
  }

  show(): void {
    this.#state.isVisible = true;
    this.emit('show');
  }

  hide(): void {
    this.#state.isVisible = false;
    this.emit('hide');
    this.emit('blur');
  }

  focus(): void {
    this.emit('focus');
  }

  restore(): void {
    this.#state.isMinimized = false;
  }

  minimize(): void {
    this.#state.isMinimized = true;
  }

  maximize(): void {
    this.#state.isMaximized = true;
  }

  isVisible = (): boolean => this.#state.isVisible;
  isFocused = (): boolean => this.#state.isVisible;
  isMaximized = (): boolean => this.#state.isMaximized;
  isMinimized = (): boolean => this.#state.isMinimized;
  isDestroyed = (): boolean => this.#state.isDestroyed;
  getBounds = () => ({ ...this.#bounds });
  getNormalBounds = () => ({ ...this.#bounds });

  setBounds(bounds: Partial<Bounds>): void {
    Object.assign(this.#bounds, bounds);
  }
}

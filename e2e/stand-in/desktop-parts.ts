import { EventEmitter } from 'node:events';

export interface MenuItem {
  id?: string;
  label?: string;
  type?: string;
  enabled?: boolean;
  click?: () => void;
}

/** What the desktop would show, for tests to look at. */
export const shown = {
  trays: [] as Tray[],
  notifications: [] as Notification[],
  /** The next answer of the folder dialog; null cancels. */
  nextFolder: null as string | null,
};

export class MenuStandIn {
  readonly items: MenuItem[];

  constructor(items: MenuItem[]) {
    this.items = items;
  }
}

export const Menu = {
  buildFromTemplate: (template: MenuItem[]) => new MenuStandIn(template),
  setApplicationMenu: (): void => undefined,
};

export class Tray extends EventEmitter {
  image: unknown;
  toolTip = '';
  menu = new MenuStandIn([]);

  constructor(image: unknown) {
    super();
    this.image = image;
    shown.trays.push(this);
  }

  setImage(image: unknown): void {
    this.image = image;
  }

  setToolTip(text: string): void {
    this.toolTip = text;
  }

  setContextMenu(menu: MenuStandIn): void {
    this.menu = menu;
  }
}

export class Notification extends EventEmitter {
  static isSupported = (): boolean => true;
  readonly title: string;
  readonly body: string;

  constructor({ title, body }: { title: string; body: string }) {
    super();
    this.title = title;
    this.body = body;
  }

  show(): void {
    shown.notifications.push(this);
  }
}

export const nativeImage = {
  createFromBitmap: (bytes: Buffer, size: { width: number; height: number }) => ({
    bytes,
    getSize: () => size,
    isEmpty: () => bytes.length === 0,
  }),
};

export const dialog = {
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}: ${content}\n`);
  },
  showOpenDialog: () => {
    const { nextFolder } = shown;
    return Promise.resolve({
      canceled: nextFolder === null,
      filePaths: nextFolder === null ? [] : [nextFolder],
    });
  },
};

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

// Base64 is no secrecy; it only has to come back unchanged.
export const safeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from(text).toString('base64'),
  decryptString: (text: string) => Buffer.from(text, 'base64').toString(),
};

export const shell = {
  openPath: () => Promise.reject(new Error('the app opens nothing in other programs')),
  openExternal: () => Promise.reject(new Error('the app opens nothing in other programs')),
};

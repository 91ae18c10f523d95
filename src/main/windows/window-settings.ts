import Store from 'electron-store';
import { z } from 'zod';

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Bounds = z.infer<typeof boundsSchema>;

/** What the window remembers between starts. */
export interface WindowSettings {
  /** null before the first move, or when the file holds something else. */
  readBounds(): Bounds | null;
  isMaximized(): boolean;
  saveBounds(bounds: Bounds, isMaximized: boolean): void;
  /** Whether the person has seen that closing the window leaves the app in the tray. */
  wasTrayExplained(): boolean;
  setTrayExplained(): void;
}

/** Window state in electron-store, in the app's own folder. A damaged file counts as empty. */
export function openWindowSettings(): WindowSettings {
  const store = new Store({ name: 'window', clearInvalidConfig: true });
  return {
    readBounds: () => boundsSchema.safeParse(store.get('bounds')).data ?? null,
    isMaximized: () => store.get('isMaximized') === true,
    saveBounds: (bounds, isMaximized) => store.set({ bounds, isMaximized }),
    wasTrayExplained: () => store.get('trayExplained') === true,
    setTrayExplained: () => store.set('trayExplained', true),
  };
}

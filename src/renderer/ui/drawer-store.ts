import { create } from 'zustand';

export const DRAWER_LEAST = 320;
export const DRAWER_MOST = 800;
const USUAL = 420;
const KEY = 'slipway.drawer';

interface DrawerWidth {
  /** Pixels. */
  width: number;
  setWidth: (width: number) => void;
}

/** How wide drawers are in this window; kept in its own storage. */
export const useDrawerWidth = create<DrawerWidth>((set) => ({
  width: clampWidth(Number(localStorage.getItem(KEY) ?? USUAL)),
  setWidth(wanted) {
    const width = clampWidth(wanted);
    localStorage.setItem(KEY, String(width));
    set({ width });
  },
}));

/** A width that a drawer can have; what is no number is the usual one. */
export function clampWidth(width: number): number {
  if (!Number.isFinite(width)) return USUAL;
  return Math.round(Math.min(DRAWER_MOST, Math.max(DRAWER_LEAST, width)));
}

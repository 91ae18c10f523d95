import type { Bounds } from './window-settings.ts';

const DEFAULT_SIZE = { width: 1360, height: 860 };
/** Of the title bar, so that a window can always be grabbed (px). */
const MIN_VISIBLE = 80;

/** Where to open the window: as it was left, unless that place is off every screen by now. */
export function placeWindow(saved: Bounds | null, screens: readonly Bounds[]): Partial<Bounds> {
  if (saved === null) return DEFAULT_SIZE;
  return screens.some((screen) => isGrabbable(saved, screen))
    ? saved
    : { width: saved.width, height: saved.height };
}

function isGrabbable(window: Bounds, screen: Bounds): boolean {
  const width =
    Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const isTopInside = window.y >= screen.y && window.y <= screen.y + screen.height - MIN_VISIBLE;
  return width >= MIN_VISIBLE && isTopInside;
}

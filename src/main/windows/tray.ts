import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import type { DesktopStatus, TrayState } from './desktop-status.ts';
import { drawStatusIcon } from './draw-status-icon.ts';

const SIZE = 32;

export interface TrayActions {
  open(): void;
  openRun(runId: string): void;
  pauseAll(runIds: readonly string[]): void;
  quit(): void;
}

export interface StatusTray {
  update(status: DesktopStatus): void;
}

/**
 * The status icon with its menu. A click opens the window where the platform has no menu on click.
 */
export function createTray(actions: TrayActions): StatusTray {
  const tray = new Tray(iconOf('idle'));
  let shown: TrayState = 'idle';
  tray.on('click', () => actions.open());
  const update = (status: DesktopStatus): void => {
    if (status.state !== shown) tray.setImage(iconOf(status.state));
    shown = status.state;
    tray.setToolTip(status.headline);
    tray.setContextMenu(Menu.buildFromTemplate(menuOf(status, actions)));
  };
  update({ state: 'idle', headline: 'Slipway: starting', activeRuns: [] });
  return { update };
}

function menuOf(status: DesktopStatus, actions: TrayActions): MenuItemConstructorOptions[] {
  const pausable = status.activeRuns.filter((run) => run.mayPause).map((run) => run.runId);
  return [
    { id: 'headline', label: status.headline, enabled: false },
    { type: 'separator' },
    ...status.activeRuns.map((run) => ({
      id: `run:${run.runId}`,
      label: run.label,
      click: () => actions.openRun(run.runId),
    })),
    {
      id: 'pause-all',
      label: 'Pause all runs',
      enabled: pausable.length > 0,
      click: () => actions.pauseAll(pausable),
    },
    { type: 'separator' },
    { id: 'open', label: 'Open Slipway', click: () => actions.open() },
    { id: 'quit', label: 'Quit', click: () => actions.quit() },
  ];
}

function iconOf(state: TrayState) {
  return nativeImage.createFromBitmap(drawStatusIcon(state, SIZE), {
    width: SIZE,
    height: SIZE,
    scaleFactor: 2,
  });
}

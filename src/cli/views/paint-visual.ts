import { MARK_SIGNS, type StatusVisual, type Tone } from '#shared/present/status-visual.ts';
import type { Colors } from '../terminal/terminal.ts';

/** The terminal's colours for the tones; yellow stands in for orange. */
const COLORS = {
  queued: 'dim',
  running: 'blue',
  approval: 'magenta',
  blocked: 'yellow',
  paused: 'cyan',
  error: 'red',
  done: 'green',
} as const satisfies Record<Tone, keyof Colors>;

/** A state as sign and word in its colour. */
export function paintVisual({ tone, mark, label }: StatusVisual, colors: Colors): string {
  return colors[COLORS[tone]](`${MARK_SIGNS[mark]} ${label}`);
}

/** The seven status colours. A tone never stands alone: a mark and a label go with it. */
export const TONES = [
  'queued',
  'running',
  'approval',
  'blocked',
  'paused',
  'error',
  'done',
] as const;
export type Tone = (typeof TONES)[number];

/** Marks differ in outline, so that a status is seen without colour; a terminal shows the sign. */
export const MARK_SIGNS = {
  ring: '○',
  dashed: '◌',
  disc: '●',
  half: '◐',
  diamond: '◆',
  triangle: '!',
  bars: '‖',
  cross: '✗',
  check: '✓',
  square: '■',
  dash: '–',
} as const;
export type Mark = keyof typeof MARK_SIGNS;

/** How a state is shown, everywhere. */
export interface StatusVisual {
  tone: Tone;
  mark: Mark;
  label: string;
}

export function visual(tone: Tone, mark: Mark, label: string): StatusVisual {
  return { tone, mark, label };
}

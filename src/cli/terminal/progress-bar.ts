import type { Terminal } from './terminal.ts';

/** A bar of `width` characters for a share of 0 to 1. Only for a terminal; a pipe gets nothing. */
export function renderProgressBar(share: number, terminal: Terminal, width = 24): string {
  if (!terminal.isInteractive) return '';
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  const { colors } = terminal;
  return colors.green('━'.repeat(filled)) + colors.dim('─'.repeat(width - filled)) + ' ';
}

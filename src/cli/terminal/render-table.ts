import Table from 'cli-table3';
import type { Terminal } from './terminal.ts';

export interface Column {
  head: string;
  align?: 'left' | 'right';
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

/** Rows under a quiet head, columns two blanks apart, without ruled lines. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { colors }: Terminal,
): string[] {
  const table = new Table({
    head: columns.map((column) => colors.dim(column.head)),
    colAligns: columns.map((column) => column.align ?? 'left'),
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

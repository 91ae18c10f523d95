import type { CSSProperties, ReactNode } from 'react';
import { ScrollRegion } from './scroll-region.tsx';
import './data-table.css';

/** A column as data: its head, and what it shows of a row. */
export interface Column<R> {
  id: string;
  head: ReactNode;
  cell: (row: R) => ReactNode;
  /** Stands in the foot of the column. */
  foot?: ReactNode;
  /** Numbers stand to the right, one below the other. */
  isNumber?: boolean;
  /** How the text behaves: `fill` takes what is left and is cut, `wrap` breaks. */
  room?: 'fill' | 'wrap';
  look?: 'muted' | 'mono' | 'mono muted';
  /** At least so many pixels, so that the columns of two tables stand in line. */
  width?: number;
  title?: (row: R) => string | undefined;
  /** Left out of narrower windows: below 900 px, or below 520 px. */
  from?: 'desktop' | 'tablet';
}

interface Props<R> {
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string | number;
  /** Makes the first cell of a row the way to it; without it the rows can be walked, not opened. */
  open?: (row: R) => { href: string } | { onPress: () => void };
  /** Said instead of the visible text of the first cell where that is not enough. */
  nameOf?: (row: R) => string;
  /** For a row that lacks the later figures: what stands instead from column `from` on. */
  instead?: (row: R) => { from: string; content: ReactNode } | null;
  /** Said below a row, over its whole width. */
  note?: (row: R) => ReactNode;
  density?: 'usual' | 'compact' | 'touch';
  /** Shown instead of a table without rows. */
  empty?: ReactNode;
}

/** Rows of figures. j and k walk them, enter opens one. */
export function DataTable<R>(props: Props<R>) {
  const { label, columns, rows, keyOf, density = 'usual', empty = null } = props;
  if (rows.length === 0) return empty;
  const hasFoot = columns.some((column) => column.foot !== undefined);
  return (
    <ScrollRegion label={label} className="table-scroll">
      <table className="table" aria-label={label} data-density={density} data-list>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={column.isNumber ? 'number' : undefined}
                data-from={column.from}
                {...widthOf(column)}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={keyOf(row)} row={row} {...props} />
          ))}
        </tbody>
        {hasFoot ? (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.id} className={classOf(column)} data-from={column.from}>
                  {column.foot}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </ScrollRegion>
  );
}

function Row<R>({ row, columns, open, nameOf, instead, note }: Props<R> & { row: R }) {
  const other = instead?.(row) ?? null;
  const from = columns.findIndex((column) => column.id === other?.from);
  const shown = from === -1 ? columns : columns.slice(0, from);
  // A row without a way to it is walked as a whole.
  const walked = open === undefined ? { 'data-row': true, tabIndex: -1 } : {};
  const said = note?.(row) ?? null;
  return (
    <>
      <tr {...walked} data-noted={said === null ? undefined : true}>
        {shown.map((column, at) => (
          <td
            key={column.id}
            className={classOf(column)}
            data-from={column.from}
            title={column.title?.(row)}
          >
            {at === 0 && open !== undefined ? (
              <RowLink to={open(row)} name={nameOf?.(row)}>
                {column.cell(row)}
              </RowLink>
            ) : (
              column.cell(row)
            )}
          </td>
        ))}
        {other === null ? null : (
          <td colSpan={columns.length - from} className="muted wrap">
            {other.content}
          </td>
        )}
      </tr>
      {said === null ? null : (
        <tr>
          <td colSpan={columns.length} className="wrap">
            {said}
          </td>
        </tr>
      )}
    </>
  );
}

interface LinkProps {
  to: { href: string } | { onPress: () => void };
  name: string | undefined;
  children: ReactNode;
}

function RowLink({ to, name, children }: LinkProps) {
  if ('href' in to) {
    return (
      <a className="row-link" href={to.href} aria-label={name} data-row>
        {children}
      </a>
    );
  }
  return (
    <button className="row-link" type="button" aria-label={name} onClick={to.onPress} data-row>
      {children}
    </button>
  );
}

function widthOf({ width, room }: Pick<Column<never>, 'width' | 'room'>) {
  return width === undefined || room !== undefined
    ? {}
    : { style: { '--least': `${width}px` } as CSSProperties };
}

function classOf(column: Pick<Column<never>, 'isNumber' | 'room' | 'look'>): string {
  return [column.isNumber ? 'number' : '', column.room ?? '', column.look ?? '']
    .filter((name) => name !== '')
    .join(' ');
}

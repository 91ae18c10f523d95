import type { ReactNode } from 'react';
import './panel.css';

interface Props {
  title: string;
  /** Stands after the title, in grey. */
  aside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled region; regions are parted by lines, not boxed. */
export function Panel({ title, aside, actions, children }: Props) {
  const id = `panel-${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  return (
    <section className="panel" aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside === undefined ? null : <div className="panel-aside">{aside}</div>}
        {actions === undefined ? null : <div className="panel-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** Figures in one line: small label over an aligned number. */
export function Figures({ items, label }: { items: readonly Figure[]; label: string }) {
  return (
    <dl className="figures" aria-label={label}>
      {items.map((item) => (
        <div key={item.label} className="figure" title={item.title}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Figure {
  label: string;
  value: ReactNode;
  title?: string;
}

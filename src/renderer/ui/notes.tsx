import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeProblem } from './describe-problem.ts';
import './notes.css';

/** What went wrong and what to do about it, with the fields named. */
export function ErrorNote({ error, action }: { error: unknown; action?: ReactNode }) {
  if (error === null || error === undefined) return null;
  const said = describeProblem(error);
  return (
    <div className="note" data-tone="error" role="alert">
      <CircleAlert aria-hidden size={14} />
      <div className="note-text">
        <strong>{said.title}</strong>
        <p className="wrap-anywhere">{said.detail}</p>
        {said.fields.map((field) => (
          <p key={field} className="mono wrap-anywhere">
            {field}
          </p>
        ))}
      </div>
      {action}
    </div>
  );
}

/** Nothing here yet: says what this place is for, the next command, and holds the button for it. */
export function EmptyState({ title, children, command, action }: EmptyProps) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <div className="empty-text">{children}</div>
      {command === undefined ? null : <code className="command">{command}</code>}
      {action}
    </div>
  );
}

interface EmptyProps {
  title: string;
  children: ReactNode;
  command?: string;
  action?: ReactNode;
}

/** Grey lines in the shape of what is on its way. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <output className="skeleton" aria-label={`Loading ${label}`}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} style={{ width: `${88 - ((index * 23) % 40)}%` }} />
      ))}
    </output>
  );
}

/** Marks work that only pretends: declared, and never part of an estimate. */
export function SyntheticTag() {
  return (
    <span className="tag" title="Synthetic: this work is pretended. No estimate uses it">
      synthetic
    </span>
  );
}

/** A small neutral label. */
export function Tag({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className="tag" data-plain title={title}>
      {children}
    </span>
  );
}

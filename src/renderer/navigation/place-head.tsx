import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { arrive } from './arrival.ts';
import './place-head.css';

interface Props {
  /** What the place is about: a goal or a name, never an id. */
  title: string;
  /** Stands in grey after the title: an id, a number. */
  suffix?: string;
  /** The places above this one. */
  crumbs?: readonly { label: string; href: string }[];
  children?: ReactNode;
}

/**
 * The head of every place. It names the window's title too, and takes the focus when somebody comes
 * here.
 */
export function PlaceHead({ title, suffix, crumbs = [], children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = suffix === undefined ? title : `${title} · ${suffix}`;
  useEffect(() => {
    document.title = `${name} · Slipway`;
  }, [name]);
  useEffect(() => arrive(heading.current), []);
  return (
    <header className="view-head">
      <div className="crumbs">
        {crumbs.map(({ label, href }) => (
          <span key={href} className="crumb">
            <a className="clip" href={href}>
              {label}
            </a>
            <ChevronRight aria-hidden size={14} />
          </span>
        ))}
        <h1 ref={heading} tabIndex={-1} className="clip" title={name}>
          {title}
          {suffix === undefined ? null : <span className="title-suffix"> · {suffix}</span>}
        </h1>
      </div>
      {children}
    </header>
  );
}

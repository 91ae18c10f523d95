import type { LogLine } from '#shared/contract/pas-schemas.ts';
import { formatClock } from '#shared/present/format-time.ts';
import { MACHINE_ZONE } from '#shared/present/local-day.ts';
import { useLayoutEffect, useRef, useState } from 'react';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { plainText } from './log-buffer.ts';
import './log.css';

const LINE_PX = 18;
const OVERSCAN = 20;

interface Props {
  lines: readonly LogLine[];
  /** Task names for a log of several tasks; absent in the log of one. */
  titles?: ReadonlyMap<string, string>;
  label: string;
}

/**
 * Log lines of one height, of which only the visible ones are built. Stays at the end until
 * scrolled away from it.
 */
export function LogLines({ lines, titles, label }: Props) {
  const box = useRef<HTMLDivElement & HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element !== null && lines.length > 0 && isAtEnd.current)
      element.scrollTop = element.scrollHeight;
  }, [lines]);
  const onScroll = (event: React.UIEvent<HTMLElement>) => {
    const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < LINE_PX * 2;
    setScroll({ top: scrollTop, height: clientHeight });
  };
  const first = Math.max(0, Math.floor(scroll.top / LINE_PX) - OVERSCAN);
  const last = Math.ceil((scroll.top + scroll.height) / LINE_PX) + OVERSCAN;
  return (
    <ScrollRegion ref={box} className="log" onScroll={onScroll} label={label}>
      <div style={{ height: lines.length * LINE_PX }}>
        <div style={{ transform: `translateY(${first * LINE_PX}px)` }}>
          {lines.slice(first, last).map((line) => (
            <Line key={line.offset} line={line} title={titles?.get(line.task_id)} />
          ))}
        </div>
      </div>
    </ScrollRegion>
  );
}

function Line({ line, title }: { line: LogLine; title: string | undefined }) {
  return (
    <div className="log-line" data-stream={line.stream}>
      <span className="log-time">{formatClock(line.ts, MACHINE_ZONE)}</span>
      {title === undefined ? null : (
        <span className="log-task clip" title={title}>
          {title}
        </span>
      )}
      <span className="log-mark" aria-hidden>
        {MARKS[line.stream]}
      </span>
      <span>{plainText(line.text)}</span>
    </div>
  );
}

const MARKS = { stdout: ' ', stderr: '!', system: '·' } as const;

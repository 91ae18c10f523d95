import type { TimeAxis } from './time-axis.ts';
import './time-axis-head.css';

/** Head of a column of bars: what they show, and below it the ends and the middle of their axis. */
export function TimeAxisHead({ time }: { time: TimeAxis }) {
  return (
    <>
      Expected, 90 %
      <span className="time-axis" aria-hidden>
        <span>0</span>
        <span>{time.quarter}</span>
        <span>{time.end}</span>
      </span>
    </>
  );
}

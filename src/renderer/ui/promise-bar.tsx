import {
  type Axis,
  type Band,
  axisEnd,
  linearAxis,
  promiseKept,
  promiseMarks,
} from './promise-scale.ts';
import './promise-bar.css';

interface Props {
  /** What was promised. */
  band: Band;
  /** What it came to, or has come to so far. */
  actual?: number | null;
  /** Whether the actual figure still grows: it can only break the promise upwards. */
  isOpen?: boolean;
  /** Share it between the bars of one column; without it the bar has one of its own. */
  axis?: Axis;
  describe: (value: number) => string;
  size?: 'cell' | 'head';
}

/**
 * Promise against reality: the grey band is the 90 % interval, the tick what is expected, the solid
 * bar what it came to, red what lies beyond.
 */
export function PromiseBar({ band, actual = null, isOpen = false, axis, describe, size }: Props) {
  const own = linearAxis(axisEnd([band], actual === null ? [] : [actual]));
  const marks = promiseMarks(band, axis ?? own, actual);
  const text = promiseText({ band, actual, isOpen, describe });
  return (
    <span className="promise" data-size={size ?? 'cell'} title={text}>
      <span className="visually-hidden">{text}</span>
      <span
        className="promise-band"
        style={{ left: `${marks.low}%`, width: `${Math.max(0.8, marks.high - marks.low)}%` }}
      />
      {marks.kept === null ? null : (
        <span className="promise-kept" style={{ width: `${marks.kept}%` }} />
      )}
      {marks.beyond === null ? null : (
        <span
          className="promise-beyond"
          style={{ left: `${marks.high}%`, width: `${marks.beyond - marks.high}%` }}
        />
      )}
      <span className="promise-tick" style={{ left: `${marks.mean}%` }} />
    </span>
  );
}

type Said = Required<Pick<Props, 'band' | 'actual' | 'isOpen' | 'describe'>>;

/** The bar in words, which is also what a screen reader says. */
export function promiseText({ band, actual, isOpen, describe }: Said): string {
  const [low, high] = band.ci_90;
  const promised = `expected ${describe(band.mean)}, 90 % between ${describe(low)} and ${describe(high)}`;
  if (actual === null) return promised;
  const kept = promiseKept(band, actual);
  if (isOpen) {
    return `${promised}; ${describe(actual)} so far${kept === 'beyond' ? ', beyond the promise' : ''}`;
  }
  const words = {
    below: 'less than promised',
    inside: 'as promised',
    beyond: 'beyond the promise',
  };
  return `${promised}; came to ${describe(actual)}, ${words[kept]}`;
}

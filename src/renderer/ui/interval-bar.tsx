import { type Band, intervalMarks } from './interval-scale.ts';
import './interval-bar.css';

interface Props {
  band: Band;
  /** Right end of the axis; share it between the bars of one column. */
  end: number;
  actual?: number | null;
  describe: (value: number) => string;
}

/** A 90 % interval with its mean, and the actual figure once there is one. */
export function IntervalBar({ band, end, actual = null, describe }: Props) {
  const marks = intervalMarks(band, end, actual);
  const range = `mean ${describe(band.mean)}, 90 % between ${describe(band.ci_90[0])} and ${describe(band.ci_90[1])}`;
  const label = actual === null ? range : `${range}; actual ${describe(actual)}`;
  return (
    <span className="interval" title={label}>
      <span className="visually-hidden">{label}</span>
      <span
        className="interval-band"
        style={{ left: `${marks.low}%`, width: `${Math.max(0.5, marks.high - marks.low)}%` }}
      />
      <span className="interval-mean" style={{ left: `${marks.mean}%` }} />
      {marks.actual === null ? null : (
        <span className="interval-actual" style={{ width: `${marks.actual}%` }} />
      )}
    </span>
  );
}

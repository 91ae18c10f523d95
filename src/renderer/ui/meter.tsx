import type { Tone } from './status-visuals.ts';
import './meter.css';

interface Props {
  label: string;
  /** 0..1; more than 1 is drawn full. */
  value: number;
  valueText: string;
  tone?: Tone;
}

/** A thin use bar. The figure stands beside it in text; the bar is its picture. */
export function Meter({ label, value, valueText, tone = 'queued' }: Props) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <span
      className="meter"
      data-tone={tone}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={valueText}
    >
      <span className="meter-fill" style={{ width: `${share * 100}%` }} />
    </span>
  );
}

/** One cell per slot of a cap, filled ones first; falls back to a bar for large caps. */
export function SlotMeter({ label, used, cap }: { label: string; used: number; cap: number }) {
  const text = `${used} of ${cap} in use`;
  if (cap > 12 || cap === 0) {
    const share = cap === 0 ? 0 : used / cap;
    return <Meter label={label} value={share} valueText={text} tone="running" />;
  }
  return (
    <span className="slots" role="img" aria-label={`${label}: ${text}`}>
      {Array.from({ length: cap }, (_, index) => (
        <span key={index} className="slot" data-used={index < used || undefined} />
      ))}
    </span>
  );
}

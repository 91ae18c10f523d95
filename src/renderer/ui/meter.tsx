import type { Tone } from '#shared/present/status-visual.ts';
import { Meter as AriaMeter } from 'react-aria-components';
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
  const percent = Math.min(1, Math.max(0, value)) * 100;
  return (
    <AriaMeter
      className="meter"
      data-tone={tone}
      aria-label={label}
      value={percent}
      valueLabel={valueText}
    >
      <span className="meter-fill" style={{ width: `${percent}%` }} />
    </AriaMeter>
  );
}

/** One cell per slot of a cap, filled ones first; a bar for large caps. */
export function SlotMeter({ label, used, cap }: { label: string; used: number; cap: number }) {
  const text = `${used} of ${cap} in use`;
  if (cap > 12 || cap === 0) {
    const share = cap === 0 ? 0 : used / cap;
    return <Meter label={label} value={share} valueText={text} tone="running" />;
  }
  return (
    <AriaMeter
      className="slots"
      aria-label={label}
      value={Math.min(used, cap)}
      maxValue={cap}
      valueLabel={text}
    >
      {Array.from({ length: cap }, (_, index) => (
        <span key={index} className="slot" data-used={index < used || undefined} />
      ))}
    </AriaMeter>
  );
}

import { TONES } from '#shared/present/status-visual.ts';
import { Meter, SlotMeter } from '../../ui/meter.tsx';
import { Figures, Panel } from '../../ui/panel.tsx';
import { Entry } from './entry.tsx';

const ITEMS = [
  { label: 'Spend', value: '$1.84' },
  {
    label: 'Tasks',
    value: (
      <>
        14 <small>of 41</small>
      </>
    ),
  },
  { label: 'Energy', value: 'unknown' },
];

/** Figures, and bars that say how much of something is used. */
export function FigureEntries() {
  return (
    <Panel title="Figures">
      <div className="gallery-wide">
        <Entry name="figures">
          <Figures label="Sample figures" items={ITEMS} />
        </Entry>
      </div>
      <div className="gallery-grid">
        {TONES.map((tone) => (
          <Entry key={tone} name={`meter ${tone}`}>
            <Meter label={`Sample ${tone}`} value={0.62} valueText="62 %" tone={tone} />
          </Entry>
        ))}
        <Entry name="meter, empty">
          <Meter label="Sample, empty" value={0} valueText="0 %" tone="running" />
        </Entry>
        <Entry name="meter, more than all">
          <Meter label="Sample, more than all" value={1.4} valueText="140 %" tone="error" />
        </Entry>
        <Entry name="slots">
          <SlotMeter label="Sample slots" used={2} cap={6} />
        </Entry>
        <Entry name="slots, many">
          <SlotMeter label="Sample of many slots" used={40} cap={64} />
        </Entry>
        <Entry name="slots, none">
          <SlotMeter label="Sample of no slots" used={0} cap={0} />
        </Entry>
      </div>
    </Panel>
  );
}

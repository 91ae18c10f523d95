import { describeLeftChanges } from '#shared/present/describe-base.ts';
import { Choice } from '../../ui/choice.tsx';

const OPTIONS = [
  { id: 'without', label: 'Run from the commit' },
  { id: 'with', label: 'Run with my changes' },
] as const;

interface Props {
  uncommitted: number;
  value: boolean;
  onChange: (withChanges: boolean) => void;
}

/** Whether a run takes the uncommitted changes along; nothing where there are none. */
export function ChangesChoice({ uncommitted, value, onChange }: Props) {
  const left = describeLeftChanges(uncommitted);
  if (left === null) return null;
  return (
    <div className="field-with-choice">
      <span className="field-label">Uncommitted changes</span>
      <Choice
        label="Uncommitted changes"
        options={OPTIONS}
        value={value ? 'with' : 'without'}
        onChange={(chosen) => onChange(chosen === 'with')}
      />
      <p className="muted">
        {value
          ? 'The run starts from the files as they are. Files that keep secrets stay out.'
          : left}
      </p>
    </div>
  );
}

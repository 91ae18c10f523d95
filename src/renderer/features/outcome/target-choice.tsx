import { useId } from 'react';

interface Props {
  targets: readonly string[];
  chosen: string | null;
  onChoose: (branch: string | null) => void;
}

/** The branch that is to have a run's work, where none was checked out when it began. */
export function TargetChoice({ targets, chosen, onChoose }: Props) {
  const id = useId();
  return (
    <div className="outcome-target">
      <label className="field-label" htmlFor={id}>
        Branch to merge into
      </label>
      <select
        id={id}
        className="input"
        value={chosen ?? ''}
        onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}
      >
        <option value="">Choose a branch…</option>
        {targets.map((branch) => (
          <option key={branch}>{branch}</option>
        ))}
      </select>
    </div>
  );
}

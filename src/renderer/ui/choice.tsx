import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './choice.css';

interface Props<T extends string> {
  label: string;
  options: readonly { id: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, always one chosen. */
export function Choice<T extends string>({ label, options, value, onChange }: Props<T>) {
  const choose = (id: unknown) => {
    const option = options.find((candidate) => candidate.id === id);
    if (option) onChange(option.id);
  };
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="choice"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => choose([...keys][0])}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="choice-option">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

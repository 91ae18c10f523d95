import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props {
  label: string;
  value: string;
  onChange: (path: string) => void;
  error?: string | null;
}

/** A folder path; inside Electron the system's own picker stands beside it. */
export function RepositoryField({ label, value, onChange, error = null }: Props) {
  const desktop = window.slipway?.desktop;
  const pick = async () => {
    const path = await desktop?.pickFolder();
    if (typeof path === 'string') onChange(path);
  };
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      error={error}
      mono
      placeholder="/path/to/a/git/repository"
      action={
        desktop === undefined ? undefined : <Button onPress={() => void pick()}>Choose…</Button>
      }
    />
  );
}

import { Choice } from '../../ui/choice.tsx';

interface Props {
  repos: readonly string[];
  chosen: string | null;
  onChoose: (repo: string) => void;
}

/** Which indexed repository is looked at; with one there is nothing to choose. */
export function RepositoryChoice({ repos, chosen, onChoose }: Props) {
  if (chosen === null) return null;
  if (repos.length < 2) {
    return (
      <span className="mono muted clip" title={chosen}>
        {folderName(chosen)}
      </span>
    );
  }
  return (
    <Choice<string>
      label="Repository"
      options={repos.map((id) => ({ id, label: folderName(id) }))}
      value={chosen}
      onChange={onChoose}
    />
  );
}

function folderName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

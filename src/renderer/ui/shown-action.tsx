import type { ShownAction } from '#shared/rules.ts';
import { shownActionText } from '#shared/present/shown-action-text.ts';
import { formatArgvWhole } from '#shared/present/format-argv.ts';
import { formatSettingChange } from '#shared/present/format-setting-change.ts';
import './shown-action.css';

interface Props {
  shown: ShownAction;
  /** What else belongs to it, below. */
  facts?: readonly (readonly [name: string, value: string | null])[];
}

/** What a person decides about, whole: every word of a command, and where it runs. */
export function ShownActionFacts({ shown, facts = [] }: Props) {
  const rows = [
    ['In', shown.repo ?? 'a scratch folder'] as const,
    ['Kind of work', shown.lane] as const,
    ...facts,
  ];
  return (
    <div className="shown-action">
      {shown.argv.length === 0 ? null : (
        <code className="shown-command">{formatArgvWhole(shown.argv)}</code>
      )}
      {shown.connect === undefined && shown.install === undefined ? null : (
        <code className="shown-command">{shownActionText(shown)}</code>
      )}
      {(shown.settings ?? []).map((change) => (
        <code key={formatSettingChange(change)} className="shown-command">
          {formatSettingChange(change)}
        </code>
      ))}
      <dl className="fact-list">
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="shown-fact">
              <dt>{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}

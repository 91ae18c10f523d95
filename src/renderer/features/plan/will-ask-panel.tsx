import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import { countOf } from '#shared/present/format-count.ts';
import { Panel } from '../../ui/panel.tsx';
import { ShownActionFacts } from '../../ui/shown-action.tsx';

/** Commands that ask, whole, before the start: starting approves them for the run. */
export function WillAskPanel({ asks }: { asks: readonly WillAsk[] }) {
  if (asks.length === 0) return null;
  return (
    <Panel title="Will ask" aside={countOf(asks.length, 'command')}>
      <p className="plan-form muted">
        Starting approves these for the run. Leave the command out of the plan if it is not yours.
      </p>
      <ul className="will-ask">
        {asks.map((ask) => (
          <li key={ask.action}>
            <p>{ask.title}</p>
            <ShownActionFacts shown={ask.shown} facts={[['Why', ask.why]]} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

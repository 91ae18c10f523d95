import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import { countOf } from '#shared/present/format-count.ts';
import { Panel } from '../../ui/panel.tsx';
import { ShownActionFacts } from '../../ui/shown-action.tsx';

/** What asks, whole, before the start: starting approves commands, and trust asks on its own. */
export function WillAskPanel({ asks }: { asks: readonly WillAsk[] }) {
  return (
    <>
      <Asks
        title="Will ask"
        note="Starting approves these for the run. Leave the command out of the plan if it is not yours."
        asks={asks.filter((ask) => ask.with_start)}
      />
      <Asks
        title="Will wait for you"
        note="Starting does not approve these. Trust is asked at the start, missing dependencies where tests fail without them."
        asks={asks.filter((ask) => !ask.with_start)}
      />
    </>
  );
}

function Asks({ title, note, asks }: { title: string; note: string; asks: readonly WillAsk[] }) {
  if (asks.length === 0) return null;
  return (
    <Panel title={title} aside={countOf(asks.length, 'question')}>
      <p className="plan-form muted">{note}</p>
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

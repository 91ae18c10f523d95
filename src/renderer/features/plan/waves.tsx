import type { Plan } from '#shared/contract/plms-schemas.ts';
import { countOf } from '#shared/present/format-count.ts';
import { Panel } from '../../ui/panel.tsx';

const MOST_NAMED = 6;

/** Which of the tasks that will run may do so together, in order. */
export function Waves({ plan }: { plan: Plan }) {
  const willRun = plan.tasks.filter(({ runnable }) => runnable);
  const titles = new Map(willRun.map((task) => [task.key, task.title]));
  const steps = plan.waves
    .map((keys) => keys.filter((key) => titles.has(key)))
    .filter((keys) => keys.length > 0);
  return (
    <Panel title="Steps" aside={countOf(willRun.length, 'task')}>
      <ol className="waves">
        {steps.map((keys, index) => (
          <li key={keys.join()} className="wave">
            <span className="muted">Step {index + 1}</span>
            <ul>
              {keys.slice(0, MOST_NAMED).map((key) => (
                <li key={key} className="clip" title={titles.get(key)}>
                  {titles.get(key) ?? key}
                </li>
              ))}
              {keys.length > MOST_NAMED ? (
                <li className="muted">and {keys.length - MOST_NAMED} more</li>
              ) : null}
            </ul>
          </li>
        ))}
      </ol>
      <KeptApart plan={plan} titles={titles} />
    </Panel>
  );
}

/** Tasks that could run together but for a file that both may affect. */
function KeptApart({ plan, titles }: { plan: Plan; titles: ReadonlyMap<string, string> }) {
  if (plan.conflicts.length === 0) return null;
  return (
    <ul className="wave-conflicts">
      {plan.conflicts.map(({ first, second, file }) => (
        <li key={`${first} ${second}`} className="muted">
          “{titles.get(second) ?? second}” waits for “{titles.get(first) ?? first}”: a change of
          either may affect <span className="mono">{file}</span>
        </li>
      ))}
    </ul>
  );
}

import { groupLeftOut, type LeftOut } from '#shared/present/left-out.ts';

/** Tasks that are not part of a run, one group for each reason, each by name. */
export function LeftOutNote({ tasks }: { tasks: readonly LeftOut[] }) {
  return groupLeftOut(tasks).map(({ sentence, titles }) => (
    <details key={sentence} className="left-out" open>
      <summary>{sentence}</summary>
      <ul>
        {titles.map((title, at) => (
          // Two tasks may have one title.
          <li key={`${at} ${title}`} className="wrap-anywhere">
            {title}
          </li>
        ))}
      </ul>
    </details>
  ));
}

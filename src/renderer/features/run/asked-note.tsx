import { hrefTo } from '../../navigation/route.ts';

/** What a listed run asks about its budget, and the way to the answer. */
export function AskedNote({ question, runId }: { question: string; runId: string }) {
  return (
    <span className="asked-note wrap-anywhere" data-tone="approval">
      {question} <a href={hrefTo('run', { runId })}>Answer</a>
    </span>
  );
}

import type { ExplainedTest } from '#shared/contract/pas/outcome.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

interface Props {
  frame: NonNullable<ExplainedTest['frame']>;
  /** The one that is marked. */
  line: number | null;
}

/** The lines around a place in the code; the failing one has a mark besides its colour. */
export function CodeFrameView({ frame, line }: Props) {
  return (
    <ScrollRegion as="pre" className="code-frame" label="The code there">
      {frame.lines.map((text, at) => {
        const number = frame.line + at;
        const isIt = number === line;
        return (
          <span key={number} className="code-frame-line" data-failing={isIt || undefined}>
            <span className="code-frame-mark">
              {isIt ? (
                <>
                  <span aria-hidden>›</span>
                  <span className="visually-hidden">failed here: </span>
                </>
              ) : null}
            </span>
            <span className="code-frame-number">{number}</span>
            <code>{text}</code>
          </span>
        );
      })}
    </ScrollRegion>
  );
}

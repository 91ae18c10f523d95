import { useEffect, useState } from 'react';
import { type HighlightedLine, highlight } from './highlight.ts';

interface Props {
  text: string;
  file: string;
  /** Number of the first line. */
  line: number;
}

/**
 * Code with its line numbers. It is readable at once; colours come when the language's grammar is
 * loaded.
 */
export function Snippet({ text, file, line }: Props) {
  const [lines, setLines] = useState<readonly HighlightedLine[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void highlight(text, file).then((found) => {
      if (isCurrent) setLines(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [text, file]);
  const shown = lines ?? text.split('\n').map((content) => [{ content, color: undefined }]);
  return (
    <pre className="code-snippet" tabIndex={-1}>
      {shown.map((tokens, index) => (
        <span key={index} className="code-line">
          <span className="code-line-number" aria-hidden>
            {line + index}
          </span>
          <code>
            {tokens.map((token, at) => (
              <span key={at} style={token.color === undefined ? undefined : { color: token.color }}>
                {token.content}
              </span>
            ))}
          </code>
        </span>
      ))}
    </pre>
  );
}

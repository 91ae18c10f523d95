import type { FailedTest } from '#shared/evidence.ts';
import { relativePath, type SeenRoots } from './seen-paths.ts';

export interface FailurePlace {
  file: string;
  line: number;
}

/** Folders of what is installed, and the runtime's own modules. */
const INSTALLED = /(?:^|\/)(?:node_modules|site-packages|dist-packages|\.cargo|vendor|go\/src)\//;

/** Ways in which a stack names a file and a line. */
const FRAMES = [
  // Python
  /File "([^"\n]+)", line (\d+)/g,
  // JavaScript, Go, Rust, Ruby and most others
  /((?:file:\/\/)?[^\s()[\]"'<>|,;]+?\.[A-Za-z]\w{0,9}):(\d+)(?::\d+)?/g,
];

/** Where a test failed (FAIL-1); null where nothing says it. */
export function placeOfFailure(
  failure: Pick<FailedTest, 'file' | 'line' | 'trace' | 'message'>,
  roots: SeenRoots,
): FailurePlace | null {
  const said = failure.file === undefined ? null : relativePath(failure.file, roots);
  if (said !== null && failure.line !== undefined) return { file: said, line: failure.line };
  const places = framesOf(`${failure.trace ?? ''}\n${failure.message}`, roots);
  // The file is known: the line in it is what is missing.
  return places.find(({ file }) => said === null || file === said) ?? null;
}

function framesOf(text: string, roots: SeenRoots): FailurePlace[] {
  const found = FRAMES.flatMap((frame) =>
    [...text.matchAll(frame)].map((match) => ({ at: match.index, match })),
  );
  return found
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ match: [, path = '', line = ''] }) => {
      const file = relativePath(path, roots);
      return file === null || INSTALLED.test(file) ? [] : [{ file, line: Number(line) }];
    })
    .filter(({ line }) => line > 0);
}

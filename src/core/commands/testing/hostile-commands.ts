import { BUILD_TRICKS } from './build-tricks.ts';
import { GIT_TRICKS } from './git-tricks.ts';
import { LANGUAGE_TRICKS } from './language-tricks.ts';
import { TOOL_TRICKS } from './tool-tricks.ts';

const ALL = [...GIT_TRICKS, ...LANGUAGE_TRICKS, ...BUILD_TRICKS, ...TOOL_TRICKS];

/**
 * Commands that make a program run another, or write outside of its folder: to `mark` and into
 * `out`.
 */
export function hostileCommands({ mark, out }: { mark: string; out: string }): string[][] {
  return ALL.map((argv) =>
    argv.map((word) => word.replaceAll('$MARK', mark).replaceAll('$OUT', out)),
  );
}

import type { Output, pasContract } from '#shared/contract/contract.ts';
import { countOf } from '#shared/present/format-count.ts';
import type { Terminal } from '../terminal/terminal.ts';

type Patch = Output<typeof pasContract.runDiff>;

/** A patch as git prints it, with a note where it was cut or a secret has a label. */
export function renderPatch(
  { patch, truncated, secrets, path }: Pick<Patch, 'patch' | 'truncated' | 'secrets' | 'path'>,
  { colors }: Terminal,
): string[] {
  const lines = patch
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      if (/^(?:diff |index |--- |\+\+\+ |new file|deleted file|similarity|rename )/.test(line))
        return colors.bold(line);
      if (line.startsWith('@@')) return colors.cyan(line);
      if (line.startsWith('+')) return colors.green(line);
      return line.startsWith('-') ? colors.red(line) : line;
    });
  return [
    ...lines,
    ...(truncated ? [`(cut: the patch of ${path} goes on)`] : []),
    ...(secrets === 0 ? [] : [`(${countOf(secrets, 'secret')} shown as a label)`]),
  ];
}

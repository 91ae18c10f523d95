import { basename, join } from 'node:path';
import { execa } from 'execa';
import getArguments from 'launch-editor/get-args.js';
import guessEditor from 'launch-editor/guess.js';
import { AppError } from '#shared/errors.ts';
import { isRefusal } from '../files/refusal.ts';
import { openIfThere } from '../files/root-folder.ts';

/** Editors that need a terminal of their own, which the engine does not have. */
const IN_TERMINAL = new Set(['vim', 'vi', 'nvim', 'nano', 'emacs', 'joe', 'hx', 'helix', 'micro']);
/** An editor that ends sooner than this with an error did not open. */
const START_MS = 700;

export interface Place {
  /** Top level of the work tree. */
  root: string;
  /** Relative to it. */
  file: string;
  /** From 1. */
  line: number;
  /** From 0. */
  column: number;
}

/**
 * Opens a file in the person's editor, which then lives on by itself. Rejects with `no_editor` when
 * none is set or running, when it needs a terminal, or when it could not be started.
 */
export async function openInEditor({ root, file, line, column }: Place): Promise<void> {
  requireFile(root, file);
  await startEditor((editor) =>
    getArguments(editor, join(root, file), line, column + 1).map(String),
  );
}

/** Opens a folder in it, as the editors of today take one: by its path alone. */
export async function openFolder(root: string): Promise<void> {
  using opened = openIfThere(root);
  if (opened === null)
    throw new AppError('invalid_input', `The folder ${root} is not there any more.`);
  await startEditor(() => [root]);
}

async function startEditor(argumentsFor: (editor: string) => string[]): Promise<void> {
  const [editor, ...own] = guessEditor();
  if (editor === null || IN_TERMINAL.has(basename(editor))) throw noEditor(editor);
  const argv = [...own, ...argumentsFor(editor)];
  // The folder that it names goes with the engine.
  const env = { SLIPWAY_TEMPORARY: undefined };
  const child = execa(editor, argv, { env, detached: true, stdio: 'ignore', reject: false });
  child.nodeChildProcess.unref();
  const early = await Promise.race([child, settled(START_MS)]);
  if (early?.failed === true) {
    throw new AppError(
      'no_editor',
      `${editor} could not open the file: ${early.shortMessage}. Set LAUNCH_EDITOR to another editor's command.`,
    );
  }
}

/** The editor opens the path by itself; it must not be sent through a link. */
function requireFile(root: string, file: string): void {
  using opened = openIfThere(root);
  const facts = opened?.stat(file);
  if (facts !== undefined && !isRefusal(facts) && facts.isFile()) return;
  throw new AppError(
    'invalid_input',
    `There is no file ${join(root, file)}. Refresh the index and ask again.`,
  );
}

function noEditor(found: string | null): AppError {
  const why =
    found === null
      ? 'No editor is set and none is running'
      : `${found} needs a terminal of its own`;
  return new AppError(
    'no_editor',
    `${why}. Start your editor, or set LAUNCH_EDITOR to its command (for example LAUNCH_EDITOR=code) before starting Slipway.`,
  );
}

function settled(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });
}

/**
 * An action of the window as data: the palette, the shortcuts and their help all read the same
 * list.
 */
export interface Command {
  id: string;
  title: string;
  section: 'Go to' | 'This run' | 'Do' | 'Runs' | 'Projects' | 'Theme';
  /** Shortcut as typed, e.g. `g h`; null when it has none. */
  keys: string | null;
  perform: () => void;
}

/** Orders commands as the palette lists them: by section, then as given. */
export function bySection(commands: readonly Command[]): Map<Command['section'], Command[]> {
  const sections = new Map<Command['section'], Command[]>();
  for (const command of commands) {
    sections.set(command.section, [...(sections.get(command.section) ?? []), command]);
  }
  return sections;
}

/**
 * The command that a key completes. `pending` is the key pressed just before it, for two-key
 * shortcuts; `isPrefix` asks the caller to remember the key.
 */
export function matchKey(
  commands: readonly Command[],
  pending: string | null,
  key: string,
): { command: Command | null; isPrefix: boolean } {
  const typed = pending === null ? key : `${pending} ${key}`;
  const command = commands.find((candidate) => candidate.keys === typed) ?? null;
  const isPrefix =
    pending === null && commands.some((candidate) => candidate.keys?.startsWith(`${key} `));
  return { command, isPrefix };
}

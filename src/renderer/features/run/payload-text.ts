export interface WorkText {
  label: 'Command' | 'Goal' | 'Tests' | 'Step' | 'Operation' | 'Work';
  text: string;
  isCode: boolean;
}

/** What a card asks for, as its most informative line. */
export function payloadText(payload: Record<string, unknown>): WorkText {
  const { command, goal, tests, step, operation } = payload;
  if (Array.isArray(command))
    return { label: 'Command', text: command.map(quoted).join(' '), isCode: true };
  if (typeof step === 'string') {
    return { label: 'Step', text: `the repository’s own ${step} command`, isCode: false };
  }
  if (Array.isArray(tests)) return { label: 'Tests', text: tests.join(' '), isCode: true };
  if (typeof operation === 'string')
    return { label: 'Operation', text: `index ${operation}`, isCode: false };
  if (typeof goal === 'string') return { label: 'Goal', text: goal, isCode: false };
  return { label: 'Work', text: 'nothing this app can run by itself', isCode: false };
}

// argv is not a shell line; quotes only show where one argument ends.
function quoted(argument: unknown): string {
  const text = String(argument);
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text}'`;
}

const BEGIN = '# >>> Slipway code index (vp hooks remove takes this away) >>>';
const END = '# <<< Slipway code index <<<';
const BLOCK = new RegExp(`${escape(BEGIN)}[\\s\\S]*?${escape(END)}\\n`, 'g');

/** How the hook calls `vp`: program and leading arguments. */
export interface VpCall {
  node: string;
  entry: string;
  /** Only when it is not the usual one. */
  data: string | null;
}

/**
 * Lines for a shell hook: refreshes the index in the background. They neither wait nor fail, also
 * when Slipway has been moved away, and leave the hook's input and positional parameters alone.
 */
export function hookBlock({ node, entry, data }: VpCall): string {
  const inFolder = data === null ? '' : ` --data ${quote(data)}`;
  const call = `${quote(node)} ${quote(entry)} rag refresh --quiet --if-running --repo "$(pwd)"${inFolder}`;
  return [
    BEGIN,
    `if [ -x ${quote(node)} ] && [ -f ${quote(entry)} ]; then`,
    `  (${call} </dev/null >/dev/null 2>&1 &)`,
    'fi',
    END,
    '',
  ].join('\n');
}

export function hasBlock(text: string): boolean {
  return text.includes(BEGIN);
}

/**
 * The hook with the block right below its first line, where no `exit` or `exec` of its own comes
 * before it; one block, however often.
 */
export function insertBlock(text: string, block: string): string {
  const bare = removeBlock(text);
  const end = bare.startsWith('#!') ? bare.indexOf('\n') + 1 : 0;
  if (bare.startsWith('#!') && end === 0) return `${bare}\n${block}`;
  return bare.slice(0, end) + block + bare.slice(end);
}

export function removeBlock(text: string): string {
  return text.replace(BLOCK, '');
}

/** Whether lines of shell can stand in it. */
export function isShell(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return !first.startsWith('#!') || /[/\s](?:ba|da|k|z|a)?sh(?:\s|$)/.test(first);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

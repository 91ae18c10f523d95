import type { GitSetting } from '#shared/trust.ts';

/** Last parts of keys that name a program, in whatever section, also one of a later git. */
const PROGRAM_NAME =
  /(?:cmd|command|program|helper|hook|editor|pager|browser|askpass|textconv|driver|process|clean|smudge|vcs|uploadpack|receivepack|tunnel)$/;
const PROGRAM_KEYS = new Set([
  'core.fsmonitor',
  'core.gitproxy',
  'core.hookspath',
  'diff.external',
  'init.templatedir',
  'instaweb.httpd',
  'interactive.difffilter',
  'receive.procreceiverefs',
]);
/** Sections of tools that a path names. */
const TOOL_SECTIONS = new Set(['browser', 'difftool', 'lfs', 'man', 'mergetool']);
const BOOLEAN = /^(?:true|false|yes|no|on|off|0|1)$/i;
/** Keys of which a switch says only whether a program of git's own is used. */
const SWITCHES = /^(?:core\.fsmonitor|pager\.[^.]*|color\.pager)$/;
/** An address that git hands to a program of that name. */
const HELPER_ADDRESS = /^[\w+.-]+::/;
const ALIAS_THAT_RUNS = /!|(?:^|\s)(?:-c|--config-env|--exec-path)/;

/** Whether a key names a file whose settings count as if they stood here. */
export function includesFile({ key }: Pick<GitSetting, 'key'>): boolean {
  return key === 'include.path' || /^includeif\..*\.path$/s.test(key);
}

/** Whether trust rests on a setting: it names a program or a file. Rules: SPEC.md. */
export function countsForTrust({ key, value }: Pick<GitSetting, 'key' | 'value'>): boolean {
  const section = key.slice(0, key.indexOf('.'));
  const name = key.slice(key.lastIndexOf('.') + 1);
  return (
    includesFile({ key }) ||
    (Object.hasOwn(BY_VALUE, section) && BY_VALUE[section]?.({ key, name, value }) === true) ||
    (!NEVER.has(section) && namesProgram({ key, section, name, value }))
  );
}

/** Sections in which only some values run a program. */
const BY_VALUE: Readonly<
  Record<string, (setting: { key: string; name: string; value: string }) => boolean>
> = {
  alias: ({ value }) => ALIAS_THAT_RUNS.test(value),
  remote: ({ name, value }) => /^(?:push)?url$/.test(name) && isHelped(value),
  submodule: ({ name, value }) =>
    (name === 'update' && value.startsWith('!')) || (name === 'url' && isHelped(value)),
  url: ({ key }) => isHelped(key.slice('url.'.length)),
};
/** Sections in which nothing else names one, whatever their names are. */
const NEVER = new Set(['alias', 'branch', 'submodule', 'url', 'user']);

function namesProgram(setting: {
  key: string;
  section: string;
  name: string;
  value: string;
}): boolean {
  const { key, section, name, value } = setting;
  if (SWITCHES.test(key)) return !BOOLEAN.test(value);
  if (section === 'pager' || (section === 'sendemail' && name === 'smtpserver')) return true;
  if (TOOL_SECTIONS.has(section) && name === 'path') return true;
  return PROGRAM_KEYS.has(`${section}.${name}`) || PROGRAM_NAME.test(name);
}

function isHelped(address: string): boolean {
  return HELPER_ADDRESS.test(address);
}

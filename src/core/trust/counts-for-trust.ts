import type { GitSetting } from '#shared/trust.ts';

/** Last parts of keys that name a program, in whatever section, also one of a later git. */
const PROGRAM_NAME =
  /(?:cmd|command|prog|program|helper|hook|editor|pager|browser|askpass|textconv|driver|process|clean|smudge|vcs|uploadpack|receivepack|tunnel)$/;
const PROGRAM_KEYS = new Set([
  'core.fsmonitor',
  'core.gitproxy',
  'core.hookspath',
  'diff.external',
  'diff.guitool',
  'diff.tool',
  'init.templatedir',
  'instaweb.httpd',
  'instaweb.modulepath',
  'interactive.difffilter',
  'merge.guitool',
  'merge.tool',
  'receive.procreceiverefs',
]);
/** Sections of tools that a path names, and what that is started with. */
const TOOL_SECTIONS = new Set(['browser', 'difftool', 'lfs', 'man', 'mergetool']);
const BOOLEAN = /^(?:true|false|yes|no|on|off|0|1)$/i;
/** Keys of which a switch says only whether a program of git's own is used. */
const SWITCHES = /^(?:core\.fsmonitor|pager\.[^.]*|color\.pager)$/;
/** An address that git hands to a program of that name, also as one of several. */
const HELPER_ADDRESS = /(?:^|\s)[\w+.-]+::/;

/** Whether a key names a file whose settings count as if they stood here. */
export function includesFile({ key }: Pick<GitSetting, 'key'>): boolean {
  return key === 'include.path' || /^includeif\..*\.path$/s.test(key);
}

/** Whether trust rests on a setting: it names a program or a file. Rules: SPEC.md. */
export function countsForTrust({ key, value }: Pick<GitSetting, 'key' | 'value'>): boolean {
  const section = key.slice(0, key.indexOf('.'));
  const name = key.slice(key.lastIndexOf('.') + 1);
  if (section === 'user') return false;
  return (
    includesFile({ key }) ||
    isHelped(value) ||
    isHelped(key.slice(section.length + 1)) ||
    (section === 'submodule' && name === 'update' && value.startsWith('!')) ||
    (!NEVER.has(section) && namesProgram({ key, section, name, value }))
  );
}

/** Sections whose names are the person's own, and name a program only as an address. */
const NEVER = new Set(['branch', 'submodule', 'url']);

function namesProgram(setting: {
  key: string;
  section: string;
  name: string;
  value: string;
}): boolean {
  const { key, section, name, value } = setting;
  if (SWITCHES.test(key)) return !BOOLEAN.test(value);
  // Options of every subcommand name programs, in any quotes.
  if (section === 'alias' || section === 'pager') return true;
  // Which addresses git hands to a program.
  if (section === 'protocol' && name === 'allow') return true;
  if (section === 'sendemail' && name === 'smtpserver') return true;
  if (TOOL_SECTIONS.has(section) && (name === 'path' || name === 'args')) return true;
  return PROGRAM_KEYS.has(`${section}.${name}`) || PROGRAM_NAME.test(name);
}

function isHelped(address: string): boolean {
  return HELPER_ADDRESS.test(address);
}

/** Ways to say “one up” that some decoder or file system takes for it. */
const UPWARDS = [
  '..',
  './..',
  'sub/../..',
  'sub/deep/../../..',
  './/..',
  'sub/./../..',
  'missing/../..',
  'a.txt/../..',
  '../.',
  '..//',
  '%2e%2e',
  '%2e%2e%2f',
  '..%2f',
  '..%252f',
  '%252e%252e%252f',
  '..%c0%af',
  '%c0%ae%c0%ae',
  '..%5c',
  '..\\',
  '..\\..\\',
  '\\..',
  '...',
  '....//',
  '..;',
  '..\u0000',
  '\u0000..',
  '．．',
  '‥',
  '․․',
  '..\u2215',
  '..\uFF0F',
  '.\u200b.',
  '..\u202e',
  '.\u0301.',
  '.. ',
  ' ..',
  '..\t',
  '..\n',
  '..\r\n',
  '/..',
  '//..',
  '~/..',
  '$HOME/..',
  'file:///..',
  'C:\\..',
  '\\\\?\\C:',
];
const TARGETS = ['outside/secret.txt', 'root-evil/secret.txt', 'outside', ''];

/** Absolute paths, in the spellings that a join or a prefix test lets through. */
function absolutePaths(base: string): string[] {
  const places = [`${base}/outside/secret.txt`, `${base}/root-evil/secret.txt`, `${base}/outside`];
  return [
    ...places,
    ...places.flatMap((place) => [
      `/${place}`,
      `//${place}`,
      `/.${place}`,
      `sub/../${place}`,
      `.${'/..'.repeat(24)}${place}`,
      `${base}/root/..${place.slice(base.length)}`,
      `${base}/root/../root-evil/secret.txt`,
      `${base}/ROOT/../outside/secret.txt`,
      place.toUpperCase(),
      `${place}\u0000.txt`,
      `file://${place}`,
    ]),
    '/etc/passwd',
    '/proc/self/environ',
    '/proc/self/cwd/outside/secret.txt',
    `/proc/self/root${base}/outside/secret.txt`,
    '/dev/zero',
    '/dev/stdin',
    '/dev/fd/0',
    '/dev/tty',
    '/',
    '//',
    '/.',
  ];
}

/**
 * Links that the test makes in the root: name → target. They lead out, or in a circle; never to a
 * folder beyond the test's own, because operations that remove folders are tried on them.
 */
export function hostileLinks(base: string): Record<string, string> {
  return {
    'to-file': '../outside/secret.txt',
    'to-file-absolute': `${base}/outside/secret.txt`,
    'to-folder': '../outside',
    'to-folder-absolute': `${base}/outside`,
    'to-prefix': '../root-evil',
    'to-chain': 'to-folder',
    'to-chain-of-file': 'to-file',
    'to-new': '../outside/new.txt',
    'to-new-absolute': `${base}/outside/new.txt`,
    'to-base': base,
    'to-itself': 'to-itself',
    'to-other': 'to-another',
    'to-another': 'to-other',
    'to-zero': '/dev/zero',
    'to-terminal': '/dev/tty',
    'to-input': '/dev/stdin',
    'to-process-root': `/proc/self/root${base}/outside`,
    'to-process-folder': `/proc/self/root${base}`,
    'to-descriptors': '/proc/self/fd',
    'to-environment': '/proc/self/environ',
    'to-inside': 'sub',
    'sub/up': '..',
    'sub/out': '../../outside',
    'sub/deep/out': '../../../outside',
    'sub/deep/file': `${base}/outside/secret.txt`,
    'sub/.gitignore': '/dev/zero',
    'unicode-é': '../outside',
  };
}

function behindLinks(base: string): string[] {
  return Object.keys(hostileLinks(base)).flatMap((link) => [
    link,
    `${link}/`,
    `./${link}`,
    `${link}/secret.txt`,
    `${link}/../outside/secret.txt`,
    `${link}/new/x`,
    `sub/../${link}/secret.txt`,
  ]);
}

/** Names that mean `.git`, to some file system. */
const GIT_NAMES = [
  '.git',
  '.GIT',
  '.Git',
  '.gIt',
  '.git.',
  '.git ',
  '.git. .',
  '.git::$INDEX_ALLOCATION',
  '.git:stream',
  'git~1',
  'GIT~1',
  '.g\u200cit',
  '\ufeff.git',
  '.git\u200f',
  '.g\u202eit',
  '.git\\config',
];

/** Paths of git's own folder: readable, and never written, also where there is none yet. */
export const GIT_PATHS = GIT_NAMES.flatMap((name) => [
  name,
  `${name}/config`,
  `${name}/hooks/post-checkout`,
  `sub/${name}`,
  `sub/${name}/HEAD`,
  `./${name}/info/exclude`,
]);

/** Special files that the test makes in the root. */
export const SPECIAL_FILES = ['pipe', 'sub/pipe', 'socket', '.gitattributes'];

/** Every path that must not lead anywhere outside of the root. */
export function hostilePaths(base: string): string[] {
  const upwards = UPWARDS.flatMap((up) => TARGETS.map((target) => `${up}/${target}`));
  return [
    ...new Set([
      ...upwards,
      ...UPWARDS,
      ...absolutePaths(base),
      ...behindLinks(base),
      ...GIT_PATHS,
      ...SPECIAL_FILES,
    ]),
  ];
}

const ODD_NAMES = [
  'plain.txt',
  'no-extension',
  'UPPER.TXT',
  'Mixed.Case.md',
  '...',
  '..a',
  'a..',
  'a..b',
  '....',
  '.a',
  '.a.b.c',
  'a b',
  ' a',
  'a ',
  'a.',
  "it's",
  'say "hi"',
  'a\nb',
  'a\tb',
  'a\\b',
  '\\',
  'a:b',
  'a*b?',
  '[id].tsx',
  '(group)',
  '{a,b}',
  '@scope',
  '#hash#',
  'file~',
  '~',
  '~root',
  '$HOME',
  '%2e%2e',
  '%00',
  '&&',
  ';',
  '|',
  '-rf',
  '--',
  '+page.svelte',
  '_',
  'é',
  'e\u0301',
  'ñandú',
  'русский',
  '日本語.txt',
  'العربية',
  '🚀.md',
  '👩‍🔧',
  '\u00a0',
  '\ufffd',
  'con',
  'nul.txt',
  'COM1',
  '.gitignore',
  '.gitattributes',
  '.gitmodules',
  '.gitkeep',
  '.github',
  '.git2',
  'git',
  'x.git',
  '.gitx',
  'HEAD',
  'n'.repeat(255),
];
const FOLDERS = ['', 'sub/', 'sub/deep/', 'odd folder …/'];
const SPELLINGS = [
  './new.txt',
  'sub//new.txt',
  'sub/./new.txt',
  'sub/../new.txt',
  'sub/deep/../new',
];

/** Paths that a repository may well have, each in a folder that is there. */
export const legitimatePaths = [
  ...FOLDERS.flatMap((folder) => ODD_NAMES.map((name) => folder + name)),
  ...SPELLINGS,
];

import type { ProgramRule } from './program-rule.ts';

const NPM_REFUSED = [
  'call',
  'script-shell',
  'shell',
  'node-options',
  'prefix',
  'userconfig',
  'globalconfig',
  'global',
  'location',
  'git',
  'viewer',
  'editor',
  'browser',
  'init-module',
  'registry',
  'package',
  'onload-script',
];

const SCRIPT_VERBS = [
  'test',
  't',
  'run',
  'run-script',
  'ci',
  'install',
  'i',
  'ls',
  'list',
  'audit',
  'outdated',
];

const INTERPRETER = { stopsAtPlain: true, needsPlain: true } as const;

const NODE: ProgramRule = {
  ...INTERPRETER,
  refused: [
    'eval',
    'print',
    'require',
    'import',
    'loader',
    'experimental-loader',
    'interactive',
    'inspect',
    'inspect-brk',
    'inspect-wait',
    'inspect-port',
    'env-file',
    'env-file-if-exists',
    'openssl-config',
    'snapshot-blob',
    'build-snapshot',
    'build-snapshot-config',
    'experimental-sea-config',
    'experimental-config-file',
    'experimental-default-config-file',
    'run',
  ],
  refusedLetters: 'epri',
  bareOptions:
    /^--(?:test|watch|enable-source-maps|check|no-[a-z-]+|trace-[a-z-]+|expose-gc|test-only)$/,
  refusedValue: /^data:|^--test-reporter=data:/,
};

/** Keyed by base name; version suffixes (python3.12, node24) are dropped before looking. */
export const PROGRAM_RULES: Readonly<Record<string, ProgramRule>> = {
  git: {
    verbs: [
      'status',
      'log',
      'diff',
      'show',
      'rev-parse',
      'rev-list',
      'ls-files',
      'ls-tree',
      'blame',
      'grep',
    ].concat([
      'describe',
      'shortlog',
      'cat-file',
      'merge-base',
      'name-rev',
      'diff-tree',
      'count-objects',
    ]),
    refused: [
      'config-env',
      'exec-path',
      'upload-pack',
      'receive-pack',
      'git-dir',
      'work-tree',
      'namespace',
    ]
      .concat([
        'ext-diff',
        'textconv',
        'output',
        'open-files-in-pager',
        'paginate',
        'no-index',
        'super-prefix',
      ])
      .concat(['filters', 'show-signature', 'exec', 'contents']),
    prefixes: true,
    refusedValue: /^-[cCO]|^ext::|^--?O$/,
  },
  node: NODE,
  tsx: NODE,
  'ts-node': NODE,
  python: {
    ...INTERPRETER,
    refusedLetters: 'ci',
    bareOptions: /^-(?:[uBOIsSEvqbdPx]+)$/,
  },
  ruby: { ...INTERPRETER, refusedLetters: 'erSIn', refused: ['require'] },
  perl: { ...INTERPRETER, refusedLetters: 'eEMmIid' },
  php: {
    ...INTERPRETER,
    refusedLetters: 'rBREdcaz',
    refused: ['run', 'process-code', 'define', 'interactive'],
  },
  lua: { ...INTERPRETER, refusedLetters: 'eli' },
  npm: {
    verbs: [...SCRIPT_VERBS, 'tst', 'pack', 'exec', 'x'],
    launches: ['exec', 'x'],
    refused: NPM_REFUSED,
    prefixes: true,
    refusedLetters: 'cgC',
  },
  npx: { launches: [''], refused: NPM_REFUSED, prefixes: true, refusedLetters: 'cp' },
  pnpm: {
    verbs: [...SCRIPT_VERBS, 'exec', 'why'],
    launches: ['exec'],
    refused: [...NPM_REFUSED, 'dir', 'shell-mode', 'config'],
    refusedLetters: 'cCgw',
  },
  yarn: {
    verbs: [...SCRIPT_VERBS, 'lint', 'build', 'check', 'typecheck', 'exec', 'why'],
    launches: ['exec'],
    refused: ['cwd', 'use-yarnrc', 'script-shell', 'modules-folder', 'global-folder', 'registry'],
  },
  bun: {
    verbs: [...SCRIPT_VERBS, 'x', 'build'],
    launches: ['x'],
    refused: [
      'eval',
      'print',
      'preload',
      'require',
      'import',
      'cwd',
      'config',
      'env-file',
      'shell',
      'inspect',
    ],
    refusedLetters: 'epr',
  },
  make: {
    refused: ['eval', 'include-dir'],
    prefixes: true,
    refusedLetters: 'EI',
    insideOptions: ['C', 'f', 'directory', 'file', 'makefile'],
    refusedValue:
      /^(?:SHELL|\.SHELLFLAGS|MAKE|MAKEFLAGS|MAKEFILES|GNUMAKEFLAGS|CC|CXX|CPP|LD|AR|AS|PYTHON|NODE|[A-Z_]*(?:CMD|COMMAND|SHELL|EXEC|WRAPPER|LAUNCHER))\s*[:?+!]*=|=.*[\s$`;|&<>(){}\\'"]/,
  },
  find: {
    refusedValue: /^-(?:exec|execdir|ok|okdir|delete|fprint|fprint0|fprintf|fls|files0-from)$/,
  },
  tar: {
    refused: [
      'to-command',
      'checkpoint-action',
      'use-compress-program',
      'rsh-command',
      'rmt-command',
    ].concat(['info-script', 'new-volume-script', 'absolute-names', 'owner-map']),
    prefixes: true,
    refusedLetters: 'IFP',
    insideOptions: ['C', 'directory'],
    refusedValue: /^[^-/.][a-zA-Z]*[IFP][a-zA-Z]*$(?<=^[A-Za-z]{2,6})(?<!\.)/,
  },
  zip: {
    refusedLetters: 'T',
    refused: ['unzip-command'],
    prefixes: true,
    refusedValue: /^-[a-zA-Z]*TT/,
  },
  rg: { refused: ['pre', 'pre-glob', 'hostname-bin', 'search-zip'] },
  sort: { refused: ['compress-program', 'output'], prefixes: true, refusedLetters: 'o' },
  cmake: {
    refusedLetters: 'EP',
    refused: ['debugger', 'debugger-pipe'],
    refusedValue:
      /^-D[A-Z_0-9]*(?:COMPILER|LAUNCHER|PROGRAM|COMMAND|LINKER|RULE)[A-Z_0-9]*[=:]|[`;|&]|\$\(/,
  },
  ctest: {
    refused: ['build-and-test', 'test-command', 'script', 'script-new-process', 'extra-submit'],
    refusedLetters: 'SD',
  },
  ninja: { insideOptions: ['C', 'f'] },
  go: {
    verbs: ['test', 'build', 'vet', 'fmt', 'list', 'mod', 'version', 'run'],
    refusedValue:
      /^--?(?:exec|toolexec|vettool|overlay|modfile|gccgoflags|ldflags|gcflags|asmflags|pkgdir|C|o)(?:=|$)|@/,
  },
  cargo: {
    verbs: [
      'test',
      'build',
      'check',
      'clippy',
      'fmt',
      'bench',
      'doc',
      'nextest',
      'tree',
      'metadata',
      'run',
      't',
      'b',
      'c',
    ],
    refused: ['config', 'manifest-path', 'target-dir', 'artifact-dir'],
    refusedLetters: 'ZC',
    refusedValue: /^\+/,
  },
  rustc: { refused: ['codegen', 'sysroot'], refusedLetters: 'CZ', refusedValue: /^@/ },
  pytest: {
    refused: ['pdb', 'pdbcls', 'trace', 'pastebin', 'override-ini', 'rootdir', 'confcutdir'],
    prefixes: true,
    refusedLetters: 'o',
    insideOptions: ['c', 'config-file'],
    refusedValue: /^-p(?!no:)./,
  },
  mypy: { refused: ['python-executable', 'install-types', 'pdb'], prefixes: true },
  pylint: { refused: ['init-hook', 'load-plugins'], prefixes: true },
  uv: {
    verbs: ['run', 'sync', 'lock', 'version'],
    launches: ['run'],
    refused: ['directory', 'project', 'with', 'script', 'env-file', 'python', 'config-file'],
    refusedLetters: 'p',
  },
  poetry: {
    verbs: ['run', 'check', 'install', 'show'],
    launches: ['run'],
    refused: ['directory', 'project'],
    refusedLetters: 'CP',
  },
  tox: {
    verbs: ['run', 'r', 'list', 'l', 'p', 'run-parallel'],
    refused: ['override', 'workdir', 'root'],
    refusedLetters: 'x',
  },
  nox: { insideOptions: ['f', 'noxfile'] },
  bundle: { verbs: ['exec', 'install', 'check', 'list'], launches: ['exec'] },
  rake: {
    refused: ['execute', 'execute-print', 'execute-continue', 'require', 'libdir', 'rakelibdir'],
    prefixes: true,
    refusedLetters: 'epErI',
  },
  rspec: { refused: ['require', 'options'], prefixes: true, refusedLetters: 'rIO' },
  composer: {
    verbs: ['test', 'run-script', 'run', 'install', 'validate', 'check', 'show', 'lint'],
    refused: ['working-dir'],
    refusedLetters: 'd',
  },
  phpunit: { refused: ['bootstrap', 'include-path', 'prepend'], refusedLetters: 'd' },
  mvn: {
    refused: ['settings', 'global-settings', 'toolchains', 'file'],
    refusedLetters: 's',
    refusedValue:
      /^-D(?:exec|maven\.ext|jvm|argLine|surefire\.argLine)|^exec:|exec-maven-plugin|antrun|^-(?:gs|f|t)$/,
  },
  gradle: {
    refused: [
      'init-script',
      'project-dir',
      'build-file',
      'settings-file',
      'include-build',
      'gradle-user-home',
    ],
    refusedLetters: 'Ipbcg',
    refusedValue: /^-Dorg\.gradle\.(?:jvmargs|java\.home)/,
  },
  dotnet: {
    verbs: ['test', 'build', 'run', 'restore', 'format', 'pack', 'list'],
    refusedValue: /^[-/]{1,2}(?:p|property):.*(?:Exec|Command|Compiler)|^@/i,
  },
  ctags: { refusedValue: /^--(?:options|_xformat|[A-Za-z+#]*-?xcmd)/ },
  sqlite3: {
    refused: ['cmd', 'init'],
    refusedValue:
      /^-(?:cmd|init)$|(?:^|[\n;])\s*\.(?:shell|system|load|read|import|output|once|open|excel|edit|log|archive|save|backup|clone)\b|load_extension\s*\(|(?:^|\W)(?:edit|writefile|readfile|fts3_tokenizer)\s*\(|^\.(?:sh|sy)/i,
  },
  psql: {
    refused: ['file', 'output', 'log-file', 'variable', 'set'],
    prefixes: true,
    refusedLetters: 'fLov',
    refusedValue: /\\[!owgisc]|\\(?:copy|setenv|edit|ef|ev)|\bcopy\b[^;]*\bprogram\b/i,
  },
  pg_dump: { insideOptions: ['f', 'file'] },
  pandoc: {
    refused: [
      'filter',
      'lua-filter',
      'pdf-engine',
      'pdf-engine-opt',
      'defaults',
      'data-dir',
      'extract-media',
      'template',
    ],
    prefixes: true,
    refusedLetters: 'FLd',
    refusedValue: /^(?:--?(?:to|from|read|write|t|f|r|w)=?)?.*\.lua$/,
  },
  mocha: {
    refused: ['require', 'import', 'loader', 'node-option', 'inspect'],
    refusedLetters: 'rn',
  },
  jest: { refused: ['globalSetup', 'globalTeardown', 'rootDir', 'config', 'runner', 'resolver'] },
  vitest: { refused: ['inspect', 'inspect-brk', 'globalSetup', 'root', 'execArgv'] },
  eslint: {
    refused: ['resolve-plugins-relative-to', 'rulesdir', 'parser'],
    insideOptions: ['c', 'config'],
  },
  prettier: { refused: ['plugin'], insideOptions: ['config'] },
};

/** Modules `python -m` may run. */
export const PYTHON_MODULES: readonly string[] =
  'pytest unittest mypy ruff flake8 pylint black isort build compileall py_compile coverage tox nox doctest sphinx'.split(
    ' ',
  );

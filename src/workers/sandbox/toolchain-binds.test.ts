import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import { confine } from './confine.ts';
import { runCommand } from './run-command.ts';
import { toolchainBinds } from './toolchain-binds.ts';

let home: string;
let cwd: string;
beforeEach(() => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-tools-')));
  home = join(root, 'home');
  cwd = join(root, 'work');
  mkdirSync(home);
  mkdirSync(cwd);
});
afterEach(() => rmSync(dirname(home), { recursive: true, force: true }));

/** A tool as it is laid out in a home: a folder of PATH, what its program reads, what is secret. */
interface Layout {
  path: string;
  needs: string;
  credentials: readonly string[];
}

const LAYOUTS: Readonly<Record<string, Layout>> = {
  cargo: {
    path: '.cargo/bin',
    needs: '.rustup/toolchains/stable/lib/std',
    credentials: ['.cargo/credentials.toml', '.cargo/credentials'],
  },
  'cargo-settings': {
    path: '.cargo/bin',
    needs: '.cargo/registry/cache/a.crate',
    credentials: ['.cargo/config.toml'],
  },
  npm: {
    path: '.npm-global/bin',
    needs: '.npm-global/lib/node_modules/tool/index',
    credentials: ['.npmrc', '.npm-global/etc/npmrc'],
  },
  nvm: {
    path: '.nvm/versions/node/v24/bin',
    needs: '.nvm/versions/node/v24/lib/node_modules/npm/index',
    credentials: ['.nvm/.npmrc'],
  },
  maven: {
    path: '.sdkman/candidates/maven/current/bin',
    needs: '.m2/repository/a/a.jar',
    credentials: ['.m2/settings.xml', '.m2/settings-security.xml'],
  },
  gradle: {
    path: '.sdkman/candidates/gradle/current/bin',
    needs: '.gradle/caches/modules-2/a.jar',
    credentials: ['.gradle/gradle.properties', '.sdkman/etc/config'],
  },
  pypi: {
    path: '.pyenv/shims',
    needs: '.pyenv/versions/3.12/lib/python',
    credentials: ['.pypirc', '.config/pip/pip.conf'],
  },
  composer: {
    path: '.composer/vendor/bin',
    needs: '.composer/vendor/a/a',
    credentials: ['.composer/auth.json'],
  },
  'composer-config': {
    path: '.config/composer/vendor/bin',
    needs: '.config/composer/vendor/a/a',
    credentials: ['.config/composer/auth.json'],
  },
  gem: {
    path: '.gem/ruby/3.3.0/bin',
    needs: '.gem/ruby/3.3.0/gems/a/a',
    credentials: ['.gem/credentials'],
  },
  gcloud: {
    path: 'google-cloud-sdk/bin',
    needs: 'google-cloud-sdk/lib/gcloud',
    credentials: ['.config/gcloud/credentials.db', '.boto'],
  },
  dart: {
    path: '.pub-cache/bin',
    needs: '.pub-cache/hosted/a',
    credentials: ['.pub-cache/credentials.json'],
  },
  cabal: { path: '.cabal/bin', needs: '.cabal/store/a', credentials: ['.cabal/config'] },
  deno: { path: '.deno/bin', needs: '.deno/lib/a', credentials: ['.deno/auth', '.netrc'] },
  dotnet: {
    path: '.dotnet/tools',
    needs: '.dotnet/shared/a',
    credentials: ['.dotnet/corefx/cryptography/x509stores/my/a.pfx', '.nuget/NuGet/NuGet.Config'],
  },
  krew: { path: '.krew/bin', needs: '.krew/store/a', credentials: ['.kube/config'] },
  pipx: {
    path: '.local/bin',
    needs: '.local/share/pipx/venvs/a/lib/a',
    credentials: ['.local/share/keyrings/login.keyring', '.config/gh/hosts.yml'],
  },
  fly: {
    path: '.fly/bin',
    needs: '.fly/lib/a',
    credentials: ['.fly/config.yml', '.docker/config.json'],
  },
  julia: {
    path: '.juliaup/bin',
    needs: '.julia/packages/a',
    credentials: ['.julia/servers/host/auth.toml'],
  },
  own: {
    path: 'tools',
    needs: 'tools/own',
    credentials: ['tools/credentials.json', '.aws/credentials'],
  },
};

const put = (path: string, text: string): void => {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** The tool's program prints what it needs; beside it lie its credentials. */
function lay(name: string, { path, needs, credentials }: Layout): void {
  put(needs, 'works\n');
  const program = needs === `${path}/${name}` ? `${path}/${name}` : `${path}/run-${name}`;
  put(
    program,
    needs === program ? '#!/bin/sh\necho works\n' : `#!/bin/sh\ncat '${join(home, needs)}'\n`,
  );
  chmodSync(join(home, program), 0o755);
  for (const file of credentials) put(file, 'canary\n');
}

const sandboxed = async (script: string) => {
  const folders = [...new Set(Object.values(LAYOUTS).map(({ path }) => join(home, path)))];
  const confined = await confine({
    host: { home, path: [...folders, '/usr/bin', '/bin'].join(':') },
    cwd,
    stand: null,
    confinement: { driver: 'bubblewrap', writable: [cwd], readable: [], network: false },
    scratch: { home: '/tmp/home', tmp: '/tmp' },
    temporaryMb: 64,
  });
  if (confined.kind === 'impossible') throw new Error(confined.why);
  const outcome = await runCommand({
    filter: confined.filter,
    argv: [...confined.argv, '/bin/sh', '-c', script],
    cwd,
    env: { PATH: '/usr/bin:/bin' },
    marker: 'tools',
    limits: { ...COMMAND_LIMITS, wallMs: 120_000, cpuSeconds: 60 },
    written: [],
    signal: AbortSignal.timeout(120_000),
    onStart: () => {},
    onLine: () => {},
  });
  return outcome.stdout.split('\n').filter(Boolean);
};

describe('bind only the bin, lib and toolchain folders of tools', () => {
  it('shows no credentials of 20 tools, all of which run', async () => {
    for (const [name, layout] of Object.entries(LAYOUTS)) lay(name, layout);
    symlinkSync(join(home, '.local/share/pipx/venvs/a/lib/a'), join(home, '.local/bin/linked'));
    const runs = Object.entries(LAYOUTS).map(
      ([name, { path, needs }]) =>
        `printf '${name} '; '${join(home, needs === `${path}/${name}` ? needs : `${path}/run-${name}`)}' || echo fails`,
    );
    const reads = Object.values(LAYOUTS)
      .flatMap(({ credentials }) => credentials)
      .map((file) => `cat '${join(home, file)}' 2>/dev/null && echo 'read ${file}'`);
    const said = await sandboxed([...runs, ...reads, 'exit 0'].join('\n'));
    expect(Object.keys(LAYOUTS)).toHaveLength(20);
    expect(said).toEqual(Object.keys(LAYOUTS).map((name) => `${name} works`));
  });

  it('follows a link among programs to its installation', () => {
    put('apps/black/bin/black', '#!/bin/sh\n');
    put('apps/black/lib/code', '');
    put('apps/black/pyvenv.cfg', '');
    put('apps/black/settings', '');
    mkdirSync(join(home, '.local/bin'), { recursive: true });
    symlinkSync(join(home, 'apps/black/bin/black'), join(home, '.local/bin/black'));
    expect(toolchainBinds(home, [join(home, '.local/bin')]).sort()).toEqual(
      ['.local/bin', 'apps/black/bin', 'apps/black/lib', 'apps/black/pyvenv.cfg'].map((each) =>
        join(home, each),
      ),
    );
  });

  it.each(['.ssh/bin', '', '../other/bin', '.aws/bin'])('shows nothing for ~/%s', (folder) => {
    mkdirSync(join(home, folder), { recursive: true });
    expect(toolchainBinds(home, [join(home, folder)])).toEqual([]);
  });

  it('shows ~/bin without what lies beside it', () => {
    for (const file of ['bin/a', 'lib/a', 'share/a', 'src/a']) put(file, '');
    expect(toolchainBinds(home, [join(home, 'bin')])).toEqual([join(home, 'bin')]);
  });
});

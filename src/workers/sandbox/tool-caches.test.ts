import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import { toolJob } from '../testing/run-job.ts';
import { prepareWorktree } from './git/prepare-worktree.ts';
import { prepareCommand } from './prepare-command.ts';
import { runCommand } from './run-command.ts';
import { cacheVariables, TOOL_CACHES } from './tool-caches.ts';

let root: string;
let home: string;
let repo: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-caches-')));
  [home, repo] = [join(root, 'home'), join(root, 'repo')];
  for (const folder of [home, repo, join(root, 's')]) mkdirSync(folder);
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
      cwd: repo,
    });
  git('init', '-q', '-b', 'main');
  writeFileSync(join(repo, 'a.txt'), 'a\n');
  git('add', '-A');
  git('commit', '-qm', 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text = 'fetched'): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

/** Lines that a shell prints in the run's worktree, as a command of the repository. */
async function sandboxed(script: string): Promise<string[]> {
  const worktree = join(root, 'data', 'r-1');
  const at = { repo, worktree, branch: 'slipway/r-1', base: 'main' };
  const { dependencies } = await prepareWorktree(at);
  const job = toolJob({
    argv: ['/bin/sh', '-c', script],
    cwd: worktree,
    scratch: join(root, 's'),
    checkout: { path: repo, dependencies },
    confinement: {
      driver: 'bubblewrap',
      writable: [join(root, 's')],
      readable: [],
      network: false,
    },
  });
  const prepared = await prepareCommand(job, { path: ['/usr/bin', '/bin'].join(delimiter), home });
  if (prepared.kind === 'refused') throw new Error(prepared.reason);
  try {
    const { stdout } = await runCommand({
      ...prepared.command,
      limits: { ...COMMAND_LIMITS, wallMs: 240_000, cpuSeconds: 60 },
      signal: AbortSignal.timeout(240_000),
      onStart: () => {},
      onLine: () => {},
    });
    return stdout.split('\n').filter(Boolean);
  } finally {
    await prepared.dispose();
  }
}

describe('“Caches that tools need are readable with writes to a private layer, and only these”', () => {
  it('each is read and written at both homes, and stays as it was', async () => {
    for (const cache of TOOL_CACHES) put(`${cache}/kept/file`);
    const script = TOOL_CACHES.map(
      (cache) =>
        `(cd '${join(home, cache)}' && cat kept/file && echo new > kept/file && echo n > added && cat "$HOME/${cache}/kept/file" && rm -r kept) 2>&1`,
    ).join('; echo; ');
    const said = await sandboxed(script);
    expect(said).toEqual(TOOL_CACHES.flatMap(() => ['fetchednew']));
    for (const cache of TOOL_CACHES) {
      expect(readFileSync(join(home, cache, 'kept/file'), 'utf8')).toBe('fetched');
      expect(existsSync(join(home, cache, 'added'))).toBe(false);
    }
  });

  it('nothing beside them is there: settings, credentials, keys', async () => {
    for (const cache of TOOL_CACHES) put(`${cache}/file`);
    const hidden = [
      '.m2/settings.xml',
      '.m2/settings-security.xml',
      '.m2/toolchains.xml',
      '.gradle/gradle.properties',
      '.gradle/init.gradle',
      '.gradle/init.d/company.gradle',
      '.cargo/credentials',
      '.cargo/credentials.toml',
      '.cargo/config.toml',
      '.npmrc',
      '.npm/_logs/log',
      '.config/pip/pip.conf',
      '.config/pnpm/rc',
      '.config/go/env',
      '.pypirc',
      '.netrc',
      '.ssh/id_rsa',
    ];
    for (const file of hidden) put(file, 'secret');
    const script = `for each in ${hidden.join(' ')}; do for at in '${home}' "$HOME"; do cat "$at/$each" && echo "read $each"; done; done; find '${home}' "$HOME" -type f | sed 's,.*/,,' | sort | uniq -c`;
    const said = await sandboxed(`{ ${script}; } 2>/dev/null`);
    expect(said.map((line) => line.trim())).toEqual([`${TOOL_CACHES.length * 2} file`]);
  });

  it('one that is not there, is a file, or leads nowhere keeps no command from running', async () => {
    put('.npm/_cacache', 'a file');
    mkdirSync(join(home, '.m2'));
    symlinkSync('/nowhere', join(home, '.m2/repository'));
    expect(await sandboxed('cat a.txt; ls -A "$HOME"')).toEqual(['a']);
  });

  it('one behind a link of the user’s is read, and written beside it alone', async () => {
    mkdirSync(join(root, 'elsewhere'));
    writeFileSync(join(root, 'elsewhere', 'file'), 'far');
    mkdirSync(join(home, '.m2'));
    symlinkSync(join(root, 'elsewhere'), join(home, '.m2/repository'));
    const at = join(home, '.m2/repository');
    expect(await sandboxed(`cat ${at}/file; echo x > ${at}/file && cat ${at}/file`)).toEqual([
      'farx',
    ]);
    expect(readFileSync(join(root, 'elsewhere', 'file'), 'utf8')).toBe('far');
  });
});

describe('tools are told where their caches are', () => {
  it('Maven, whose settings are not shown, does not ask which mirror a package came from', () => {
    const where = { scratchHome: '/tmp/home', isWritable: true };
    expect(cacheVariables(home, where)).toEqual({});
    put('.m2/repository/a.jar');
    const place = `-Dmaven.repo.local=${home}/.m2/repository`;
    expect(cacheVariables(home, where)).toEqual({ MAVEN_OPTS: place });
    put('.m2/settings.xml');
    expect(cacheVariables(home, where)).toEqual({
      MAVEN_OPTS: `${place} -Dmaven.legacyLocalRepo=true`,
    });
  });

  it('Gradle writes to its own folder where it may, else beside a cache that it only reads', () => {
    put('.gradle/caches/modules-2/a.jar');
    const scratchHome = '/tmp/home';
    expect(cacheVariables(home, { scratchHome, isWritable: true })).toEqual({
      GRADLE_USER_HOME: join(home, '.gradle'),
    });
    expect(cacheVariables(home, { scratchHome, isWritable: false })).toEqual({
      GRADLE_USER_HOME: '/tmp/home/.gradle-own',
      GRADLE_RO_DEP_CACHE: join(home, '.gradle/caches'),
    });
  });
});

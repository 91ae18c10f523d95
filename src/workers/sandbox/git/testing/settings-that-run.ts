import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys of git's settings that name a program, with a driver called “evil” where one is named. */
export const KEYS_THAT_RUN = [
  'alias.add',
  'alias.status',
  'browser.evil.cmd',
  'core.alternateRefsCommand',
  'core.askPass',
  'core.editor',
  'core.fsmonitor',
  'core.gitProxy',
  'core.pager',
  'core.sshCommand',
  'credential.helper',
  'diff.evil.command',
  'diff.evil.textconv',
  'diff.external',
  'difftool.evil.cmd',
  'filter.evil.clean',
  'filter.evil.process',
  'filter.evil.smudge',
  'gpg.openpgp.program',
  'gpg.program',
  'gpg.ssh.defaultKeyCommand',
  'gpg.ssh.program',
  'gpg.x509.program',
  'guitool.evil.cmd',
  'interactive.diffFilter',
  'man.evil.cmd',
  'merge.evil.driver',
  'mergetool.evil.cmd',
  'pager.diff',
  'pager.status',
  'receive.procReceiveRefs',
  'remote.origin.receivepack',
  'remote.origin.uploadpack',
  'remote.origin.vcs',
  'sendemail.smtpServer',
  'sequence.editor',
  'submodule.evil.update',
  'tar.tar.command',
  'trailer.evil.cmd',
  'trailer.evil.command',
  'uploadpack.packObjectsHook',
] as const;
/** The key that names a folder of programs. */
const HOOKS_KEY = 'core.hooksPath';
const HOOKS = [
  'applypatch-msg',
  'commit-msg',
  'fsmonitor-watchman',
  'post-checkout',
  'post-commit',
  'post-index-change',
  'post-merge',
  'post-rewrite',
  'pre-auto-gc',
  'pre-commit',
  'pre-merge-commit',
  'prepare-commit-msg',
  'reference-transaction',
  'update',
];
/** Keys that make git come to the programs that others name. */
const LURES = `[commit]\n\tgpgSign = true\n[tag]\n\tgpgSign = true\n[core]\n\tattributesFile = .git/lure\n[diff]\n\tignoreSubmodules = none\n[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\tpromisor = true\n[filter "evil"]\n\trequired = true\n`;

/** The ways by which a key comes to be in force, as lines for the repository's own config. */
export const PLACES = {
  'the config itself': null,
  'include.path': () => '[include]',
  'includeIf onbranch of the checkout': () => '[includeIf "onbranch:main"]',
  'includeIf onbranch of a run': () => '[includeIf "onbranch:slipway/**"]',
  'includeIf gitdir of the repository': (repo: string) => `[includeIf "gitdir:${repo}/.git"]`,
  'includeIf gitdir of a worktree': () => '[includeIf "gitdir:**/worktrees/**"]',
  'includeIf gitdir/i': (repo: string) => `[includeIf "gitdir/i:${repo.toUpperCase()}/**"]`,
  'includeIf hasconfig': () => '[includeIf "hasconfig:remote.*.url:**"]',
  'config.worktree': null,
} satisfies Record<string, ((repo: string) => string) | null>;

/** A repository whose settings name a program that leaves a file named after its key. */
export interface ArmedRepository {
  markers: string;
  /** Keys and hooks whose program ran. */
  ran(): string[];
}

/**
 * Arms a repository: every key of `keys`, and every hook, in force by `place`. Its tracked files
 * are given to the driver “evil” by attributes of every kind. Programs and what they leave lie in
 * folders in `beside`.
 */
export function arm(
  repo: string,
  place: keyof typeof PLACES,
  keys: readonly string[],
  beside = join(repo, '..'),
): ArmedRepository {
  const markers = join(beside, 'markers');
  const hooks = join(beside, 'hooks');
  for (const folder of [markers, hooks]) mkdirSync(folder, { recursive: true });
  const lines = keys.map((key) => `${lineOf(key, program(join(markers, key), markers, key))}\n`);
  for (const hook of HOOKS) {
    program(join(hooks, hook), markers, `hook ${hook}`);
    program(join(repo, '.git', 'hooks', hook), markers, `hook ${hook}`);
  }
  const text = `${lineOf(HOOKS_KEY, hooks)}\n${lines.join('')}${LURES}`;
  const config = join(repo, '.git', 'config');
  appendFileSync(config, '[remote "origin"]\n\turl = ssh://example.org/x\n');
  const section = PLACES[place];
  if (place === 'the config itself') appendFileSync(config, text);
  if (place === 'config.worktree') {
    execFileSync('git', ['config', 'extensions.worktreeConfig', 'true'], { cwd: repo });
    execFileSync('git', ['config', 'core.repositoryFormatVersion', '1'], { cwd: repo });
    writeFileSync(join(repo, '.git', 'config.worktree'), text);
  }
  if (section !== null) {
    const included = join(repo, '..', `included ${Object.keys(PLACES).indexOf(place)}`);
    writeFileSync(included, text);
    appendFileSync(config, `${section(repo)}\n\tpath = ${included}\n`);
  }
  const attributes = '* filter=evil diff=evil merge=evil\n';
  for (const file of ['info/attributes', 'lure'])
    writeFileSync(join(repo, '.git', file), attributes);
  return { markers, ran: () => readdirSync(markers).filter((name) => name.endsWith('.ran')) };
}

function lineOf(key: string, value: string): string {
  const [, section, sub, name] = /^([^.]+)(?:\.(.+))?\.([^.]+)$/.exec(key) ?? [];
  const command = section === 'alias' || section === 'submodule' ? `!${value}` : value;
  const head = sub === undefined ? `[${section}]` : `[${section} "${sub}"]`;
  return `${head}\n\t${name} = ${command}`;
}

function program(path: string, markers: string, key: string): string {
  const mark = join(markers, `${key}.ran`);
  writeFileSync(path, `#!/bin/sh\n: > '${mark}'\ncat 2>/dev/null\n`, { mode: 0o755 });
  return path;
}

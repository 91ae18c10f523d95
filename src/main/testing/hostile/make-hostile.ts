import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GIT_FOLDERS } from './git-folders.ts';
import { GIT_SETTINGS } from './git-settings.ts';
import { LINKS, SIZES } from './links.ts';
import { RUNNING } from './running.ts';
import { TOOLS } from './tools.ts';
import type { Tricks } from './trick.ts';

export const TRICKS: Tricks = {
  ...GIT_SETTINGS,
  ...GIT_FOLDERS,
  ...TOOLS,
  ...LINKS,
  ...SIZES,
  ...RUNNING,
};

/** Stands in files of the user's that nobody may read. */
export const CANARY = 'canary-5e7d0c42b1';
/** What the planted program prints, wherever it runs. */
export const RAN = 'the hostile program ran';
/** What the repository's test prints. */
export const TESTED = 'check ran';

// The two folders beside the repository are the user's; nobody but the repository's own program
// knows where it leaves its mark.
const BEGIN = `
mkdir -p "$OUT/empty" "$MARKS" .evil
echo 'CANARY = "${CANARY}"' > "$OUT/notes.py"
printf '[user]\\n\\tnote = ${CANARY}\\n' > "$OUT/settings"
git init -q -b main "$OUT/other"
cat > "$MARK" <<EOF
#!/bin/sh
echo '${RAN}'
: > '$MARKS/mark'
exec cat "$@" < /dev/null 2> /dev/null
EOF
chmod +x "$MARK"
git init -q -b main .
printf '%s' '{"name":"p","scripts":{"test":"node check.js"}}' > package.json
echo 'console.log("${TESTED}")' > check.js
echo one > a.txt
keep
cp -r package.json check.js "$OUT/other"
cd "$OUT/other"; keep; cd "$PROJECT"
`;
const PRELUDE = 'keep() { git add -A . && git commit -q --allow-empty -m more; }\n';

export interface HostileRepository {
  /** Everything there is of the user's: the repository and what lies beside it. */
  root: string;
  repo: string;
  /** How often a planted program ran outside of a sandbox. */
  marks(): string[];
  /** Runs shell in the repository, as its owner would; answers what it said. */
  run(shell: string): string;
  dispose(): void;
}

/** Makes a repository that plays the trick, in a folder of its own. */
export function makeHostile(name: string): HostileRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-trick-')));
  const repo = join(root, 'project');
  mkdirSync(repo);
  const marksFolder = join(root, 'marks');
  const env = environment(root, repo);
  const shell = (text: string): string =>
    execFileSync('/bin/sh', ['-ec', PRELUDE + text], { cwd: repo, env, encoding: 'utf8' });
  shell(BEGIN);
  shell(TRICKS[name]?.make ?? 'exit 1');
  // Making it may have set it off.
  for (const mark of readdirSync(marksFolder)) rmSync(join(marksFolder, mark));
  return {
    root,
    repo,
    marks: () => readdirSync(marksFolder),
    run: (text) =>
      spawnSync('/bin/sh', ['-c', PRELUDE + text], { cwd: repo, env, encoding: 'utf8' }).stdout,
    // Node's own removal stops at folders that nobody may enter and at very long paths.
    dispose: () =>
      void execFileSync('/bin/sh', ['-c', 'chmod -R u+rwX "$1"; rm -rf "$1"', 'x', root], {
        stdio: 'ignore',
      }),
  };
}

function environment(root: string, repo: string): Record<string, string> {
  const people = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'A'],
    [`GIT_${who}_EMAIL`, 'a@example.org'],
  ]);
  return {
    ...(Object.fromEntries(people) as Record<string, string>),
    PATH: process.env['PATH'] ?? '',
    HOME: join(root, 'home'),
    PROJECT: repo,
    OUT: join(root, 'outside'),
    MARKS: join(root, 'marks'),
    MARK: join(repo, '.evil', 'mark'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ADVICE: '0',
  };
}

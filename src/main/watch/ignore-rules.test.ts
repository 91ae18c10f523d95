import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { languageFinder } from '#core/code-index/scan/language-of-file.ts';
import type { IgnoreRules } from '../../workers/code-index/scan/ignore-rules.ts';
import { openIgnoreRules } from '../../workers/code-index/scan/open-ignore-rules.ts';
import { scanPaths, scanTree } from '../../workers/code-index/scan/scan-tree.ts';
import { letNoticesArrive } from './let-notices-arrive.ts';
import { questionsOf } from './testing/questions-of.ts';
import { changeTree, makeTree, type MadeTree, randomTree } from './testing/random-tree.ts';
import { watchTree } from './watch-tree.ts';

/** Random trees; `npm run torture -- ignore-rules` draws 2,000. */
const TREES = Number(process.env['SLIPWAY_IGNORE_TREES'] ?? '20');

/** What is not reported by then is missing. */
const PATIENCE_MS = 30_000;

const languages = languageFinder([]);
const before = { ...process.env };
let home: string;
beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-home-')));
  process.env['HOME'] = home;
  process.env['XDG_CONFIG_HOME'] = join(home, 'xdg');
});
afterAll(() => {
  process.env = before;
  rmSync(home, { recursive: true });
});

it(`SCAN-2 scanner, watcher and git agree on what is ignored in ${TREES} random trees`, async () => {
  await fc.assert(
    fc.asyncProperty(randomTree, async (tree) => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-rules-')));
      const excludes = JSON.stringify(join(folder, 'user excludes'));
      writeFileSync(join(home, '.gitconfig'), `[core]\n\texcludesFile = ${excludes}\n`);
      const made = makeTree(folder, tree);
      const said: string[] = [];
      const rules = openIgnoreRules(made.root, (sentence) => said.push(sentence));
      const watched = await watch(made, rules);
      try {
        changeTree(made, tree);
        const shown = shownByGit(made);
        expect(notIgnoredByGit(made)).toEqual(shown);
        expect(await scanned(made, rules), 'by the scanner').toEqual(shown);
        expect(await lookedAt(made, rules), 'path by path').toEqual(shown);
        expect(await watched.until(shown), 'by the watcher').toEqual(shown);
        expect(said).toEqual([]);
      } finally {
        await watched.close();
        await rules.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: TREES },
  );
}, 0);

function shownByGit({ git, files }: MadeTree): string[] {
  const listed = git(['ls-files', '-co', '--exclude-standard', '-z']).split('\0');
  return only(files, (path) => listed.includes(path));
}

function notIgnoredByGit({ git, files }: MadeTree): string[] {
  // With its index, git would take a file named `?` for tracked as soon as any file is.
  const args = ['check-ignore', '--no-index', '--stdin', '-z', '-v', '-n'];
  const fields = git(args, files.map((path) => `./${path}\0`).join('')).split('\0');
  const tracked = new Set(git(['ls-files', '-z']).split('\0'));
  return only(files, (path) => {
    const pattern = fields[files.indexOf(path) * 4 + 2] ?? '';
    return tracked.has(path) || pattern === '' || pattern.startsWith('!');
  });
}

async function scanned({ root, files }: MadeTree, rules: IgnoreRules): Promise<string[]> {
  await rules.renew();
  const scan = await scanTree(root, { languages, rules });
  const left = new Map(scan.skipped.map(({ path, reason }) => [path, reason]));
  const found = new Set(scan.files.map(({ path }) => path));
  // Every file is in one of the two lists, itself or by a folder around it.
  for (const path of files) {
    const around = path.split('/').map((_, n, parts) => `${parts.slice(0, n).join('/')}/`);
    const reasons = [path, ...around].map((one) => left.get(one)).filter(Boolean);
    expect(found.has(path) ? ['shown'] : reasons, path).toHaveLength(1);
    expect(['ignored', undefined]).toContain(reasons[0]);
  }
  return only(files, (path) => found.has(path));
}

async function lookedAt({ root, files, links }: MadeTree, rules: IgnoreRules): Promise<string[]> {
  const beyond = links.map((link) => `${link}/beyond`);
  const found = await scanPaths(root, [...files, ...beyond], { languages, rules });
  const paths = new Set(found.files.map(({ path }) => path));
  expect(beyond.filter((path) => paths.has(path))).toEqual([]);
  return only(files, (path) => paths.has(path));
}

/** The product's watcher over the tree; what it reports of files that hold no rules. */
async function watch({ root }: MadeTree, rules: IgnoreRules) {
  const reported = new Set<string>();
  let look = (): void => undefined;
  const ready = Promise.withResolvers<void>();
  const watched = watchTree(root, questionsOf(root, rules), {
    changed(path) {
      reported.add(path);
      look();
    },
    watching({ by }) {
      if (by === 'notices') ready.resolve();
    },
  });
  await ready.promise;
  return {
    /** Waits for all that are wanted, and for what may come beside them. */
    async until(wanted: readonly string[]): Promise<string[]> {
      const all = new Promise<void>((resolve) => {
        look = () => {
          if (wanted.every((path) => reported.has(path))) resolve();
        };
        look();
      });
      await Promise.race([all, wait(PATIENCE_MS, undefined, { ref: false })]);
      await letNoticesArrive(root);
      await watched.settled();
      return [...reported].sort();
    },
    close: () => watched.close(),
  };
}

function only(files: readonly string[], isWanted: (path: string) => boolean): string[] {
  return files.filter((path) => isWanted(path)).sort();
}

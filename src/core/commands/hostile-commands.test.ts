import { describe, expect, it } from 'vitest';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import { findCommands } from '../plan/find-commands.ts';
import { classifyCommand } from './classify-command.ts';
import { REQUESTERS } from '#shared/rules.ts';
import { decideCommand } from './decide-command.ts';
import { expandReport } from './expand-report.ts';
import { knownCommands } from './known-commands.ts';
import { TEMPLATES } from './templates.ts';
import { hostileCommands } from './testing/hostile-commands.ts';
import { hostileFiles } from './testing/hostile-files.ts';

const paths = { mark: '/home/u/repo/run-mark', out: '/home/u' };
const places = { tree: '/home/u/repo', report: '/data/scratch/report' };
const files = new Map(hostileFiles(paths).map(({ name, text }) => [name, text]));
// What the repository names itself is its own business; here it names its test only.
files.set('package.json', JSON.stringify({ scripts: { test: 'node --test' } }));
files.set('Makefile', 'test:\n\ttrue\n');
const view = {
  files: [...files.keys()],
  read: (path: string) => files.get(path) ?? null,
  hasTool: () => true,
};
const known = knownCommands(view, findCommands(view));
const commands = hostileCommands(paths);
const classify = (argv: readonly string[]) => classifyCommand(argv, known, places);
const strangers = REQUESTERS.filter((each) => each !== 'local_user' && each !== 'approving_token');

describe('S5 with policy', () => {
  it('has far more than three hundred commands, each once', () => {
    expect(new Set(commands.map((argv) => JSON.stringify(argv))).size).toBe(commands.length);
    expect(commands.length).toBeGreaterThanOrEqual(500);
  });

  it('CMD-4 takes none of them for found or built from a template', () => {
    const taken = commands.filter((argv) => classify(argv).origin !== 'own');
    expect(taken).toEqual([]);
  });

  it('CMD-6 runs none of them in any lane without an approval, whoever but the person sends it', () => {
    const runs = commands.filter((argv) => {
      const command = classify(argv);
      return strangers.some((requester) =>
        DEFAULT_LANES.some((lane) => {
          const question = { command, requester, lane, leadsTo: null, rule: null };
          return decideCommand(question).verdict === 'runs';
        }),
      );
    });
    expect(runs).toEqual([]);
  });

  it('CMD-5 approving one approves no other', () => {
    const ordinary = [
      ...TEMPLATES.map((text) => text.split(' ')),
      ...known.found.map(({ argv }) => argv),
    ];
    const all = [...commands, ...ordinary].map((argv) => JSON.stringify(argv));
    const unlike = [...new Set(all)].map((text) => JSON.parse(text) as string[]);
    expect(new Set(unlike.map((argv) => classify(argv).action)).size).toBe(unlike.length);
  });

  it('CMD-2 CMD-4 a found command or a template with a hostile word in it is somebody’s own', () => {
    const filling: Record<string, string> = {
      file: 'x.js',
      test: 'mark.py::test_x',
      package: './...',
      python: 'python3',
      name: 'retry',
      number: '7',
      report: places.report,
    };
    const built = TEMPLATES.map((text) =>
      text
        .replace(/[*+]$/, '')
        .replaceAll(/\{(\w+)\}/g, (_, hole: string) => filling[hole] ?? '')
        .split(' '),
    );
    const good = [...built, ...known.found.map(({ argv }) => expandReport(argv, places.report))];
    for (const argv of good) {
      expect(classify(argv).origin, argv.join(' ')).not.toBe('own');
      for (const word of HOSTILE_WORDS)
        for (let at = 0; at <= argv.length; at += 1)
          expect(classify(argv.toSpliced(at, 0, word)).origin, `${argv.join(' ')} + ${word}`).toBe(
            'own',
          );
    }
  });
});

const HOSTILE_WORDS = [
  '-e',
  '-c',
  '-p',
  '-',
  '--',
  '--config=mark.mjs',
  '--require=./mark.cjs',
  '--test-reporter=data:text/javascript,1',
  '--entry-url=data:text/javascript,1',
  '--init-hook=1',
  '-oProxyCommand=id',
  '-exec=id',
  'SHELL=/tmp/x',
  '@mark.args',
  './@mark.args',
  '/etc/passwd',
  '../x.js',
  'data:text/javascript,1',
  'https://example.org/x.js',
  '$(id)',
  '`id`',
  ';id',
  'x.js\nid',
  '',
];

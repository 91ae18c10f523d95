import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostileCommands } from '#core/commands/testing/hostile-commands.ts';
import { hostileFiles } from '#core/commands/testing/hostile-files.ts';
import type { Confinement } from '#shared/messages/job.ts';
import { startJob, toolJob } from '../testing/run-job.ts';
import { readHostEnvironment } from './environment.ts';
import { locateProgram } from './locate-program.ts';

// `npm run torture -- commands`: all of them, as root also for a plain user; otherwise some that
// take no time.
const isLong = process.env['SLIPWAY_S5_COMMANDS'] !== undefined;
const QUICK_COUNT = 30;
/** Other ones every day, the same all day long. */
const DAY = Math.floor(Date.now() / 86_400_000);
const SLOW =
  /^(?:npm|npx|go|cargo|rustc|mvn|java|cmake|ctest|gcc|cc|docker|apt|man|tmux|watch|systemd-run|wget|strace|gdb|vim?|node|pytest)$/;
const ABREAST = 3;

const host = readHostEnvironment();
const MARKER = `slipway-marker-${process.pid}`;
const PLACES = [
  '/tmp',
  '/var/tmp',
  '/dev/shm',
  '/run',
  '/etc',
  '/opt',
  '/root',
  '/usr/local/bin',
  host.home,
];

let base: string;
beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-hostile-')));
});
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
  for (const file of markers()) rmSync(file);
});

/** A folder that hostile commands work in, set up anew for each. */
interface Workplace {
  cwd: string;
  pristine: string;
  mark: string;
  /** Beside `cwd`: nothing may ever be in it. */
  out: string;
}

/** `marked` are the folders that the program $MARK writes into, beside its own. */
function makeWorkplace(name: string, marked: (out: string) => readonly string[]): Workplace {
  const cwd = join(base, name, 'work');
  const pristine = join(base, name, 'pristine');
  const out = join(base, name, 'out');
  const mark = join(cwd, 'run-mark');
  mkdirSync(pristine, { recursive: true });
  mkdirSync(out);
  const script = `#!/bin/sh
: > ${join(cwd, 'ran')}
for place in ${marked(out).join(' ')}; do { : > "$place/${MARKER}"; } 2>/dev/null; done
exit 0
`;
  for (const file of [
    ...hostileFiles({ mark, out }),
    { name: 'run-mark', text: script, mode: 0o755 },
  ]) {
    mkdirSync(dirname(join(pristine, file.name)), { recursive: true });
    writeFileSync(join(pristine, file.name), file.text, { mode: file.mode });
  }
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'core.hooksPath=/dev/null', ...args], { cwd: pristine });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'A');
  git('config', 'user.email', 'a@example.org');
  git('add', '-A');
  git('commit', '-qm', 'first');
  writeFileSync(join(pristine, 'mark.txt'), 'changed\n');
  git('commit', '-qam', 'second');
  execFileSync('tar', ['-cf', 'sub.tar', 'a', 'b'], { cwd: pristine });
  return { cwd, pristine, mark, out };
}

/** Runs a command there; whether it ran $MARK. */
async function run(
  { cwd, pristine }: Workplace,
  argv: readonly string[],
  driver: Confinement['driver'],
): Promise<boolean> {
  rmSync(cwd, { recursive: true, force: true });
  cpSync(pristine, cwd, { recursive: true });
  const job = toolJob({
    argv,
    cwd,
    confinement: { driver, writable: [cwd], readable: [], network: false },
  });
  const limits = { ...job.limits, wallMs: 20_000 };
  await startJob({ ...job, limits }).result;
  return existsSync(join(cwd, 'ran'));
}

/** What is outside that should not be. */
function leftOutside({ out }: Workplace): string[] {
  return [...readdirSync(out).map((name) => join(out, name)), ...markers()];
}

function markers(): string[] {
  return PLACES.map((place) => join(place, MARKER)).filter((file) => existsSync(file));
}

function settings(): string[] {
  return ['.gitconfig', '.npmrc', '.config/go/env'].map((name) => {
    const file = join(host.home, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  });
}

/** Those whose program is on this machine. */
function commandsHere(place: Workplace): string[][] {
  const all = hostileCommands(place).filter(([program = '']) =>
    program.includes('/') || program === 'mark'
      ? true
      : locateProgram(program, '/', host.path) !== null,
  );
  if (isLong) return all;
  const quick = all.filter(([program = '']) => !SLOW.test(basename(program)));
  const step = quick.length / QUICK_COUNT;
  return Array.from(
    { length: QUICK_COUNT },
    (_, at) => quick[(DAY + Math.floor(at * step)) % quick.length] ?? [],
  );
}

it('S5 with policy off, the sandbox keeps every command’s marks inside its folder', async () => {
  const before = settings();
  const escaped: unknown[] = [];
  const ran: string[] = [];
  let total = 0;
  const places = Array.from({ length: ABREAST }, (_, at) =>
    makeWorkplace(`place-${at}`, (out) => [out, dirname(out), ...PLACES]),
  );
  await Promise.all(
    places.map(async (place, offset) => {
      for (const [at, argv] of commandsHere(place).entries()) {
        if (at % ABREAST !== offset) continue;
        total += 1;
        if (await run(place, argv, 'bubblewrap')) ran.push(basename(argv[0] ?? ''));
        const left = leftOutside(place);
        if (left.length > 0) escaped.push({ argv, left });
      }
    }),
  );
  if (isLong) {
    const programs = [...new Set(ran)].sort().join(', ');
    console.log(
      `S5 as ${userInfo().username}: of ${total} commands here ${ran.length} ran a program of theirs (${programs}), and ${escaped.length} left a mark outside`,
    );
  }
  expect(escaped).toEqual([]);
  expect(settings()).toEqual(before);
  // They are tricks that work: what keeps them in is the sandbox.
  expect(ran.length).toBeGreaterThan(total / 4);
});

it('S5 without a sandbox the same commands leave their marks outside', async () => {
  const place = makeWorkplace('free', (out) => [out]);
  const chosen = [
    ['sh', '-c', place.mark],
    ['env', place.mark],
    ['find', '.', '-maxdepth', '0', '-exec', place.mark, ';'],
    ['git', '-c', `alias.x=!${place.mark}`, 'x'],
  ];
  expect(hostileCommands(place)).toEqual(expect.arrayContaining(chosen));
  for (const argv of chosen) {
    expect(await run(place, argv, 'none'), argv.join(' ')).toBe(true);
    expect(leftOutside(place)).toEqual([join(place.out, MARKER)]);
    rmSync(join(place.out, MARKER));
  }
});

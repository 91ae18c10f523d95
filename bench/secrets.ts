// `npm run bench -- secrets`: how fast secrets are looked for, in text as it is and in the worst.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { seededRng } from '#core/estimate/seeded-rng.ts';
import { MaskStream } from '#core/secrets/mask-stream.ts';
import { Masker } from '#core/secrets/masker.ts';
import { parseShape } from '#core/secrets/parse-shape.ts';
import { TOKEN_SHAPES } from '#core/secrets/shape-patterns.ts';
import { NAMED_VALUES } from '#core/secrets/shapes/named-values.ts';
import { draw, samplesOfAllKinds, tokenOf } from '#core/secrets/testing/sample-tokens.ts';

const MEGABYTE = 1e6;
const ROUNDS = 5;
/** Megabytes a second. */
const BAR = 20;
const SLOWEST_SHOWN = 10;
const WORDS = ['password', 'secret', 'token', 'api_key', 'credential'];
const root = path.resolve(import.meta.dirname, '..');
const rng = seededRng(1);

const masker = new Masker();
masker.learn(
  Array.from({ length: 100 }, (_, at) => ({ kind: `known-${at}`, value: draw(rng, 'A', 24) })),
);

function sourceText(): string {
  const names = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(root, 'src', name), 'latin1'))
    .join('');
}

function secretText(): string {
  const lines = samplesOfAllKinds(rng).map(({ text }) => `line with ${text} in it\n`);
  return lines.join('').repeat(100);
}

const filled = (unit: string, bytes = 2 * MEGABYTE): string =>
  unit.repeat(Math.ceil(bytes / unit.length));
const texts: Readonly<Record<string, string>> = {
  'this repository, src': sourceText(),
  'every line a secret': secretText(),
  'eyJ- repeated': filled('eyJ-'),
  'token= repeated': filled('token='),
  'sk- repeated': filled('sk-'),
  'private keys begun': filled('-----BEGIN PRIVATE KEY-----'),
  'base64 of noise': filled(draw(rng, 'A', 76)),
};

/** For every kind the texts that provoke most closer looks which find nothing. */
function* hostileUnits(): Generator<string> {
  for (const notation of Object.values(TOKEN_SHAPES).flat()) {
    const { anchor, before } = parseShape('', notation);
    const front = before === null ? '' : draw(rng, before.letter, before.min);
    const tooShort = tokenOf(rng, notation, 1);
    yield* [anchor, `${anchor} `, front + anchor, `${tooShort} `];
    const begun = Buffer.from(anchor.slice(0, 6));
    if (anchor.length < 4) continue;
    yield begun.toString('hex');
    for (const ahead of ['', '~', '~~'])
      yield Buffer.from(`${ahead}${anchor}`).toString('base64').replaceAll('=', '');
  }
  for (const word of [...Object.values(NAMED_VALUES).map(([name]) => name), ...WORDS])
    yield* [word, `${word}=`, `${word}=a1b2c3d4 `];
  yield* ['://', '://a', 'a://b:c', 'https://b:c@', '-----BEGIN ', 'private-lines: 1\n'];
}

/** Megabytes a second of this process's own time; the best round, when all is compiled. */
function speedOf(text: string, run: () => void): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, text.length / (user + system));
  }
  return best;
}

const rows = Object.entries(texts).map(([name, text]) => {
  const whole = speedOf(text, () => void masker.mask(text));
  const pieces = speedOf(text, () => {
    const stream = new MaskStream(masker.finder);
    for (let at = 0; at < text.length; at += 65_536) stream.write(text.slice(at, at + 65_536));
    stream.end();
  });
  return { text: name, megabytes: text.length / MEGABYTE, whole, pieces };
});
const hostile = [...new Set(hostileUnits())].map((unit) => {
  const text = filled(unit, MEGABYTE / 16);
  return { text: unit, whole: speedOf(text, () => void masker.mask(text)) };
});
const slowest = hostile.toSorted((a, b) => a.whole - b.whole).slice(0, SLOWEST_SHOWN);
for (const { text, megabytes, whole, pieces } of rows)
  console.log(
    `${text.padEnd(24)} ${megabytes.toFixed(1).padStart(5)} MB  whole ${whole.toFixed(0).padStart(4)} MB/s  in pieces ${pieces.toFixed(0).padStart(4)} MB/s`,
  );
const slow = hostile.filter(({ whole }) => whole < BAR);
console.log(
  `${hostile.length} hostile texts, ${slow.length} below ${BAR} MB/s; the slowest, each repeated:`,
);
for (const { text, whole } of slowest)
  console.log(
    `${JSON.stringify(text).slice(0, 70).padEnd(70)} ${whole.toFixed(0).padStart(4)} MB/s`,
  );
console.log(JSON.stringify({ bench: 'secrets', rows, hostile: hostile.length, slowest }));
if (slow.length > 0 || rows.some(({ whole }) => whole < BAR)) process.exitCode = 1;

// `npm run bench -- secrets`: how fast secrets are looked for, in text as it is and in the worst.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { seededRng } from '#core/estimate/seeded-rng.ts';
import { MaskStream } from '#core/secrets/mask-stream.ts';
import { Masker } from '#core/secrets/masker.ts';
import { draw, samplesOfAllKinds } from '#core/secrets/testing/sample-tokens.ts';

const MEGABYTE = 1e6;
const ROUNDS = 5;
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

const filled = (unit: string): string => unit.repeat(Math.ceil((2 * MEGABYTE) / unit.length));
const texts: Readonly<Record<string, string>> = {
  'this repository, src': sourceText(),
  'every line a secret': secretText(),
  'eyJ- repeated': filled('eyJ-'),
  'token= repeated': filled('token='),
  'sk- repeated': filled('sk-'),
  'private keys begun': filled('-----BEGIN PRIVATE KEY-----'),
  'base64 of noise': filled(draw(rng, 'A', 76)),
};

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
for (const { text, megabytes, whole, pieces } of rows)
  console.log(
    `${text.padEnd(24)} ${megabytes.toFixed(1).padStart(5)} MB  whole ${whole.toFixed(0).padStart(4)} MB/s  in pieces ${pieces.toFixed(0).padStart(4)} MB/s`,
  );
console.log(JSON.stringify({ bench: 'secrets', rows }));

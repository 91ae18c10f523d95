/** One look at the engine. */
export interface Sample {
  /** Since the first one, s. */
  atS: number;
  rssMb: number;
  descriptors: number;
  /** Programs called git started so far. */
  gits: number;
}

export interface Bar {
  what: string;
  measured: string;
  bar: string;
  holds: boolean;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Growth by the straight line nearest to the samples, as a part of their mean. */
function growth(samples: readonly Sample[]): number {
  const meanS = samples.reduce((sum, { atS }) => sum + atS, 0) / samples.length;
  const meanMb = samples.reduce((sum, { rssMb }) => sum + rssMb, 0) / samples.length;
  let [above, below] = [0, 0];
  for (const { atS, rssMb } of samples) {
    above += (atS - meanS) * (rssMb - meanMb);
    below += (atS - meanS) ** 2;
  }
  const spanS = (samples.at(-1)?.atS ?? 0) - (samples[0]?.atS ?? 0);
  return ((above / below) * spanS) / meanMb;
}

/**
 * R9's bars. Descriptors come and go with each command, so the usual number of the first third is
 * compared with that of the last; fewer are no leak.
 */
export function judgeSoak(samples: readonly Sample[]): Bar[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || samples.length < 6)
    throw new Error('too few samples');
  const third = Math.floor(samples.length / 3);
  const usual = (part: readonly Sample[]): number => median(part.map((one) => one.descriptors));
  const [before, after] = [usual(samples.slice(0, third)), usual(samples.slice(-third))];
  const slope = growth(samples);
  const highest = Math.max(...samples.map(({ rssMb }) => rssMb));
  const gits = (last.gits - first.gits) / (last.atS - first.atS);
  return [
    {
      what: 'RSS slope over the time',
      measured: `${(slope * 100).toFixed(1)} %`,
      bar: '< 5 %',
      holds: slope < 0.05,
    },
    {
      what: 'highest RSS',
      measured: `${highest.toFixed(0)} MB`,
      bar: '< 500 MB',
      holds: highest < 500,
    },
    {
      what: 'descriptors, first and last third',
      measured: `${before}, ${after}`,
      bar: 'constant',
      holds: after - before <= 2,
    },
    { what: 'git started', measured: `${gits.toFixed(2)}/s`, bar: '≤ 2/s', holds: gits <= 2 },
  ];
}

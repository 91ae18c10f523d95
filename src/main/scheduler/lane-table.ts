import { DEFAULT_LANES, type LaneConfig } from '#shared/lanes.ts';
import { AppError } from '#shared/errors.ts';

/** The lanes with their present caps. */
export interface LaneTable {
  /** Throws `unknown_lane` with the known names. */
  get(name: string): LaneConfig;
  all(): LaneConfig[];
  caps(): Record<string, number>;
  setCap(name: string, cap: number): LaneConfig;
}

/** The shipped lanes; `savedCaps` are the ones a person changed. */
export function createLaneTable(savedCaps: Readonly<Record<string, number>>): LaneTable {
  const lanes = new Map<string, LaneConfig>(
    DEFAULT_LANES.map((lane) => [lane.name, { ...lane, cap: savedCaps[lane.name] ?? lane.cap }]),
  );
  function get(name: string): LaneConfig {
    const lane = lanes.get(name);
    if (lane !== undefined) return lane;
    throw new AppError(
      'unknown_lane',
      `There is no lane "${name}". Use one of: ${[...lanes.keys()].join(', ')}.`,
      {
        errors: [{ path: 'lane', message: 'is not a known lane' }],
      },
    );
  }
  return {
    get,
    all: () => [...lanes.values()],
    caps: () => Object.fromEntries([...lanes].map(([name, lane]) => [name, lane.cap])),
    setCap(name, cap) {
      const lane = { ...get(name), cap };
      lanes.set(name, lane);
      return lane;
    },
  };
}

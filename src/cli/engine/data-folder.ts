import { resolve } from 'node:path';
import envPaths from 'env-paths';
import type { Cli } from '../cli.ts';

/** The data folder: `--data`, else SLIPWAY_DATA, else the platform's place for application data. */
export function dataFolder(cli: Cli): string {
  const given = cli.data ?? cli.place.env['SLIPWAY_DATA'];
  if (given !== undefined && given !== '') return resolve(cli.place.cwd, given);
  return envPaths('slipway', { suffix: '' }).data;
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Threads of main by the names of their files in `workers`. */
type WorkerName = 'databases' | 'execute' | 'host' | 'index' | 'measure-tests';

/**
 * The file of a thread. In the build it lies beside main; an engine that runs from the sources
 * takes the source, or what was built of it in the folder SLIPWAY_WORKERS, which loads much faster.
 */
export function workerFile(name: WorkerName): string {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return fileURLToPath(new URL(`../workers/${name}.js`, here));
  const built = process.env['SLIPWAY_WORKERS'];
  if (built !== undefined) return join(built, `${name}.js`);
  return fileURLToPath(new URL(`../../workers/${name}.ts`, here));
}

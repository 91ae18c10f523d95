import { z } from 'zod';
import { parseJson } from '../../gates/slice-json.ts';

const textRecord = z.record(z.string(), z.string()).catch({});
const packageSchema = z.object({
  packageManager: z.string().catch('').default(''),
  scripts: textRecord.default({}),
  dependencies: textRecord.default({}),
  devDependencies: textRecord.default({}),
});

export interface PackageJson {
  /** `pnpm@9.1.0`; empty where none is named. */
  packageManager: string;
  scripts: Record<string, string>;
  dependencies: ReadonlySet<string>;
}

/** Scripts and direct dependencies of a package.json; null when it is not a JSON object. */
export function readPackageJson(text: string): PackageJson | null {
  const parsed = packageSchema.safeParse(parseJson(text.replace(/^\uFEFF/, '')));
  if (!parsed.success) return null;
  const { packageManager, scripts, dependencies, devDependencies } = parsed.data;
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  return { packageManager, scripts, dependencies: new Set(names) };
}

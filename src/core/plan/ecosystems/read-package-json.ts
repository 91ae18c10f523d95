import { z } from 'zod';
import { parseJson } from '../../gates/slice-json.ts';

const textRecord = z.record(z.string(), z.string()).catch({});
const packageSchema = z.object({
  packageManager: z.string().catch('').default(''),
  devEngines: z
    .object({ packageManager: z.object({ name: z.string() }) })
    .optional()
    .catch(undefined),
  scripts: textRecord.default({}),
  dependencies: textRecord.default({}),
  devDependencies: textRecord.default({}),
  workspaces: z.unknown().optional(),
});

export interface PackageJson {
  /** `pnpm@9.1.0`, or a name alone; empty where none is named. */
  packageManager: string;
  scripts: Record<string, string>;
  dependencies: ReadonlySet<string>;
  /** It names other packages of the repository. */
  hasWorkspaces: boolean;
}

/** What of a package.json commands follow from; null when it is not a JSON object. */
export function readPackageJson(text: string): PackageJson | null {
  const parsed = packageSchema.safeParse(parseJson(text.replace(/^\uFEFF/, '')));
  if (!parsed.success) return null;
  const { packageManager, devEngines, scripts, dependencies, devDependencies, workspaces } =
    parsed.data;
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  return {
    packageManager:
      packageManager === '' ? (devEngines?.packageManager.name ?? '') : packageManager,
    scripts,
    dependencies: new Set(names),
    hasWorkspaces: workspaces !== undefined && workspaces !== null,
  };
}

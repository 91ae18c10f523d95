import type { Step } from '#shared/payload.ts';
import type { NodeProject, PackageManager } from './node-project.ts';
import { readPackageJson } from './read-package-json.ts';

/** How each manager runs a script in every package that has it. */
const IN_ALL: Readonly<Record<PackageManager, (script: string) => string[]>> = {
  npm: (script) => ['run', script, '--workspaces', '--if-present'],
  pnpm: (script) => ['-r', '--if-present', 'run', script],
  yarn: (script) => ['workspaces', 'foreach', '-A', '--exclude', '.', 'run', script],
  bun: (script) => ['run', '--filter', '*', script],
};

/** A script of the repository's packages, where its root has none of that name. */
export function findWorkspaceScript(
  project: NodeProject,
  step: Step,
): { argv: string[]; foundIn: string } | null {
  const { pkg, files, view, start, manager } = project;
  const root = pkg.hasWorkspaces || files.has('pnpm-workspace.yaml') || files.has('lerna.json');
  if (!root) return null;
  const members = view.files
    .filter((file) => /^[^/]+\/(?:[^/]+\/){0,2}package\.json$/.test(file))
    .filter((file) => (readPackageJson(view.read(file) ?? '')?.scripts[step] ?? '') !== '');
  if (members.length === 0) return null;
  const foundIn = `scripts.${step} of ${members.slice(0, 3).join(', ')}${members.length > 3 ? ` and ${members.length - 3} more` : ''}`;
  const tool = monorepoTool(project, step);
  if (tool !== null) return { ...tool, foundIn: `${tool.foundIn}; ${foundIn}` };
  return start === null ? null : { argv: [...start, ...IN_ALL[manager](step)], foundIn };
}

/** What knows in which order the packages are tested. */
function monorepoTool(
  { files, view }: NodeProject,
  step: Step,
): { argv: string[]; foundIn: string } | null {
  // Without --force a run of before is replayed.
  if (files.has('turbo.json') && view.hasTool('turbo'))
    return { argv: ['turbo', 'run', step, '--force'], foundIn: 'turbo.json' };
  if (files.has('nx.json') && view.hasTool('nx'))
    return { argv: ['nx', 'run-many', '-t', step, '--skip-nx-cache'], foundIn: 'nx.json' };
  if (files.has('lerna.json') && view.hasTool('lerna'))
    return { argv: ['lerna', 'run', step, '--stream'], foundIn: 'lerna.json' };
  return null;
}

import type { Step } from '#shared/payload.ts';
import type { RepositoryView } from '../../gates/types.ts';
import { firstFile, missingStep, plainCommand, uninstalledStep } from '../finding.ts';
import type { EcosystemFinding, StepFinding } from '../finding.ts';
import { whyUnfit } from '../why-unfit.ts';
import { findNodeTest } from './find-node-test.ts';
import { findWorkspaceScript } from './find-workspace-script.ts';
import type { NodeProject } from './node-project.ts';
import { openNodeProject } from './open-node-project.ts';
import { readPackageJson } from './read-package-json.ts';

interface Linter {
  tool: string;
  argv: string[];
  configs: string[];
}

const LINTERS: readonly Linter[] = [
  {
    tool: 'eslint',
    argv: ['eslint', '.'],
    configs: [
      ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`),
      ...['', '.js', '.cjs', '.json', '.yml', '.yaml'].map((extension) => `.eslintrc${extension}`),
    ],
  },
  { tool: 'biome', argv: ['biome', 'lint', '.'], configs: ['biome.json', 'biome.jsonc'] },
  { tool: 'oxlint', argv: ['oxlint'], configs: ['.oxlintrc.json', 'oxlint.config.ts'] },
];

/** Commands of a Node repository from package.json at its root; null when there is none. */
export function findNode(
  view: RepositoryView,
  files: ReadonlySet<string>,
): EcosystemFinding | null {
  const rootFile = 'package.json';
  if (!files.has(rootFile)) return null;
  const pkg = readPackageJson(view.read(rootFile) ?? '');
  if (pkg === null) {
    const reason = 'package.json cannot be read as JSON';
    const findings = (['test', 'lint', 'build'] as const).map((step) => missingStep(step, reason));
    return { name: 'Node', rootFile, findings };
  }
  const project = openNodeProject(view, files, pkg);
  return {
    name: 'Node',
    rootFile,
    findings: [findNodeTest(project), findLint(project), findBuild(project)],
  };
}

function findLint(project: NodeProject): StepFinding {
  const script = scriptCommand(project, 'lint');
  if (script !== null && 'command' in script) return script;
  for (const { tool, argv, configs } of LINTERS) {
    const config = firstFile(project.files, configs);
    if (config === null || project.view.isBelow === true) continue;
    if (project.view.hasTool(tool)) return plainCommand('lint', argv, config);
    return uninstalledStep(
      'lint',
      `${config} configures ${tool}, but it is not installed here; install the repository’s dependencies first`,
    );
  }
  return (
    script ?? missingStep('lint', 'package.json has no lint script and no linter is configured')
  );
}

function findBuild(project: NodeProject): StepFinding {
  const script = scriptCommand(project, 'build');
  if (script !== null && 'command' in script) return script;
  const isBelow = project.view.isBelow === true;
  if (
    !isBelow &&
    project.files.has('tsconfig.json') &&
    project.pkg.dependencies.has('typescript')
  ) {
    if (!project.view.hasTool('tsc')) {
      return missingStep('build', 'tsconfig.json needs tsc, but typescript is not installed here');
    }
    const hasReferences = /"references"\s*:\s*\[\s*\{/.test(
      project.view.read('tsconfig.json') ?? '',
    );
    return hasReferences ? buildReferences() : typeCheck();
  }
  return script ?? missingStep('build', 'package.json has no build script');
}

function typeCheck(): StepFinding {
  const foundIn = 'tsconfig.json; a type check, since there is no build script';
  return plainCommand('build', ['tsc', '--noEmit', '-p', 'tsconfig.json'], foundIn);
}

/**
 * A project reads the declarations that the projects it refers to have written: tsc refuses `-b
 * --noEmit` for them, and `-b` takes no other output folder. So everything is built, in a copy.
 * `--force` trusts no build record in the tree.
 */
function buildReferences(): StepFinding {
  const foundIn =
    'tsconfig.json; its references are built in a copy, since there is no build script';
  return { ...plainCommand('build', ['tsc', '-b', '--force'], foundIn), inCopy: true };
}

/** `npm run STEP` when the script exists and ends by itself; null when there is no such script. */
function scriptCommand(project: NodeProject, step: Step): StepFinding | null {
  const { scripts } = project.pkg;
  if ((scripts[step] ?? '').trim() === '') {
    const workspace = findWorkspaceScript(project, step);
    return workspace === null ? null : plainCommand(step, workspace.argv, workspace.foundIn);
  }
  const fault = whyUnfit(scripts, step);
  if (fault !== null)
    return missingStep(step, `package.json scripts.${step} cannot be used: ${fault}`);
  const { manager, start, beforehand } = project;
  if (start === null) {
    const reason = `package.json scripts.${step} needs ${manager}, which is not installed here`;
    return missingStep(step, reason);
  }
  const command = plainCommand(step, [...start, 'run', step], `package.json scripts.${step}`);
  return beforehand === null ? command : { ...command, beforehand };
}

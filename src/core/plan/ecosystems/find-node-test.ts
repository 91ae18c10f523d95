import { firstFile, missingStep, uninstalledStep } from '../finding.ts';
import type { StepFinding } from '../finding.ts';
import { splitScript } from '../split-script.ts';
import { whyUnfit } from '../why-unfit.ts';
import type { NodeProject, PackageManager } from './node-project.ts';
import { measuredCommand, NODE_RUNNERS, recogniseRunner } from './node-runner.ts';
import type { NodeRunner } from './node-runner.ts';

/**
 * The test command of a Node repository. A script that is a known runner is measured by calling
 * that runner with its report; behind any other script a configured vitest, jest or mocha is called
 * directly; the rest is read by its output.
 */
export function findNodeTest(project: NodeProject): StepFinding {
  const script = (project.pkg.scripts['test'] ?? '').trim();
  if (script === '' || script.includes('no test specified')) return withoutScript(project, script);
  const plain = splitScript(script);
  const known = plain === null ? null : recogniseRunner(plain.argv);
  if (plain !== null && known !== null) {
    const { runner, args } = known;
    if (!project.view.hasTool(runner.name))
      return notInstalled(runner, 'package.json scripts.test');
    return {
      step: 'test',
      command: scriptArgv(project.manager),
      measured: plain.setsEnvironment
        ? throughManager(project.manager, [...runner.reporter])
        : measuredCommand(runner, args),
      format: runner.format,
      reportFile: runner.reportFile,
      foundIn: `package.json scripts.test (${runner.name === 'node' ? 'node --test' : runner.name})`,
    };
  }
  return directRunner(project, '`npm test` runs more than tests') ?? opaqueScript(project);
}

function withoutScript(project: NodeProject, script: string): StepFinding {
  const direct = directRunner(project, 'package.json names no test script');
  if (direct !== null) return direct;
  return missingStep(
    'test',
    script === ''
      ? 'package.json has no test script'
      : 'package.json scripts.test is only the placeholder that npm writes',
  );
}

/** A runner that is a dependency and has a configuration file. */
function directRunner(project: NodeProject, why: string): StepFinding | null {
  for (const runner of NODE_RUNNERS) {
    const config = firstFile(project.files, runner.configs);
    if (config === null || !project.pkg.dependencies.has(runner.name)) continue;
    if (!project.view.hasTool(runner.name)) return notInstalled(runner, config);
    return {
      step: 'test',
      command: [...runner.start],
      measured: measuredCommand(runner, []),
      format: runner.format,
      reportFile: runner.reportFile,
      foundIn: `${config}; ${why}`,
    };
  }
  return null;
}

function opaqueScript(project: NodeProject): StepFinding {
  const fault = whyUnfit(project.pkg.scripts, 'test');
  if (fault !== null)
    return missingStep('test', `package.json scripts.test cannot be used: ${fault}`);
  if (!project.view.hasTool(project.manager)) {
    return missingStep(
      'test',
      `package.json scripts.test needs ${project.manager}, which is not installed here`,
    );
  }
  const command = scriptArgv(project.manager);
  const foundIn = 'package.json scripts.test; read by its last lines, or by its exit code';
  return {
    step: 'test',
    command,
    measured: command,
    format: 'summary_line',
    reportFile: null,
    foundIn,
  };
}

function notInstalled(runner: NodeRunner, where: string): StepFinding {
  return uninstalledStep(
    'test',
    `${where} names ${runner.name}, but it is not installed here; install the repository’s dependencies first`,
  );
}

function scriptArgv(manager: PackageManager): string[] {
  // `bun test` is bun's own runner, not the script.
  return manager === 'bun' ? ['bun', 'run', 'test'] : [manager, 'test'];
}

/** Only npm needs `--` before arguments meant for the script. */
function throughManager(manager: PackageManager, args: string[]): string[] {
  return manager === 'npm'
    ? [...scriptArgv(manager), '--', ...args]
    : [...scriptArgv(manager), ...args];
}

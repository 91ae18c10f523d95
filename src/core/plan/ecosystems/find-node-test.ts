import type { StepCommand } from '../../gates/types.ts';
import { firstFile, isCommand, missingStep, uninstalledStep } from '../finding.ts';
import type { StepFinding } from '../finding.ts';
import { splitScript, type PlainScript } from '../split-script.ts';
import { whyUnfit } from '../why-unfit.ts';
import { findWorkspaceScript } from './find-workspace-script.ts';
import type { NodeProject } from './node-project.ts';
import {
  measuredCommand,
  NODE_RUNNERS,
  recogniseRunner,
  takesReporterLast,
} from './node-runner.ts';
import type { NodeRunner } from './node-runner.ts';
import { withReportVariables } from './report-variables.ts';
import { scriptWords } from './script-argv.ts';

const WHERE = 'package.json scripts.test';

/**
 * The test command of a Node repository: its script, as its package manager runs it. One that is a
 * known runner is measured by calling that runner with its report; any other is read by its output.
 */
export function findNodeTest(project: NodeProject): StepFinding {
  const script = (project.pkg.scripts['test'] ?? '').trim();
  if (script === '' || script.includes('no test specified')) return withoutScript(project, script);
  const plain = splitScript(script);
  const known = plain === null ? null : recogniseRunner(plain.argv);
  if (plain === null || known === null) return opaqueScript(project, script);
  return knownScript(project, script, { plain, ...known });
}

interface KnownScript {
  plain: PlainScript;
  runner: NodeRunner;
  args: string[];
}

function knownScript(
  project: NodeProject,
  script: string,
  { plain, runner, args }: KnownScript,
): StepFinding {
  if (!project.plugAndPlay && !project.view.hasTool(runner.name))
    return notInstalled(runner, WHERE);
  const isPlain = !plain.setsEnvironment && isOnPath(project, runner) && !hasHooks(project);
  if (!isPlain && !takesReporterLast(runner, plain.argv)) return opaqueScript(project, script);
  if (!isPlain && project.start === null) return withoutManager(project);
  const found = {
    step: 'test' as const,
    command: scriptArgv(project),
    format: runner.format,
    reportFile: runner.reportFile,
    foundIn: `${WHERE} (${runner.name === 'node' ? 'node --test' : runner.name})`,
  };
  if (isPlain) return { ...found, measured: measuredCommand(runner, args) };
  return withBeforehand(project, { ...found, measured: scriptArgv(project, runner.reporter) });
}

/** Whether a runner is found without its manager: not in Plug’n’Play, nor in a folder below. */
function isOnPath({ plugAndPlay, view }: NodeProject, { name }: NodeRunner): boolean {
  return !plugAndPlay && (view.isBelow !== true || name === 'node');
}

/** What the package manager runs before and after a script of that name. */
function hasHooks({ pkg: { scripts } }: NodeProject): boolean {
  return ['pretest', 'posttest'].some((name) => (scripts[name] ?? '').trim() !== '');
}

function withoutScript(project: NodeProject, script: string): StepFinding {
  const workspace = findWorkspaceScript(project, 'test');
  if (workspace !== null)
    return withBeforehand(project, byOutput(workspace.argv, workspace.foundIn, []));
  if (project.manager === 'bun' && project.start !== null && project.view.files.some(isTestFile))
    return byOutput(['bun', 'test'], 'bun, whose own runner finds the test files', []);
  const direct = directRunner(project, 'package.json names no test script');
  if (direct !== null) return direct;
  return missingStep(
    'test',
    script === ''
      ? 'package.json has no test script'
      : `${WHERE} is only the placeholder that npm writes`,
  );
}

function isTestFile(file: string): boolean {
  return /[._](?:test|spec)\.[cm]?[jt]sx?$/.test(file);
}

/** A runner that is a dependency and has a configuration file. */
function directRunner(project: NodeProject, why: string): StepFinding | null {
  for (const runner of NODE_RUNNERS) {
    const config = firstFile(project.files, runner.configs);
    if (config === null || !project.pkg.dependencies.has(runner.name)) continue;
    if (!isOnPath(project, runner)) continue;
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

function opaqueScript(project: NodeProject, script: string): StepFinding {
  const fault = whyUnfit(project.pkg.scripts, 'test');
  if (fault !== null) return missingStep('test', `${WHERE} cannot be used: ${fault}`);
  if (project.start === null) return withoutManager(project);
  const missing = runnerThatIsMissing(project, script);
  if (missing !== null) return notInstalled(missing, WHERE);
  const foundIn = `${WHERE}; read by the lines that close its runs, or by its exit code`;
  const texts = ['pretest', 'test', 'posttest'].map((name) => project.pkg.scripts[name] ?? '');
  const command = withBeforehand(project, byOutput(scriptArgv(project), foundIn, texts));
  const forFiles = directRunner(project, '`npm test` takes no files');
  return forFiles !== null && isCommand(forFiles) ? { ...command, forFiles } : command;
}

/** A runner that a chain of commands begins with or goes on to, without being installed. */
function runnerThatIsMissing(project: NodeProject, script: string): NodeRunner | null {
  if (project.plugAndPlay) return null;
  const parts = script.split(/&&|;|\|\|?/).map((part) => splitScript(part.trim())?.argv ?? []);
  const known = parts
    .map((argv) => recogniseRunner(argv)?.runner)
    .filter((one) => one !== undefined);
  return known.find(({ name }) => !project.view.hasTool(name)) ?? null;
}

function byOutput(command: string[], foundIn: string, scripts: readonly string[]): StepCommand {
  const base = { step: 'test', measured: command, format: 'summary_line' } as const;
  return withReportVariables({ ...base, command, reportFile: null, foundIn }, scripts);
}

function withoutManager({ manager }: NodeProject): StepFinding {
  return missingStep('test', `${WHERE} needs ${manager}, which is not installed here`);
}

function notInstalled(runner: NodeRunner, where: string): StepFinding {
  return uninstalledStep(
    'test',
    `${where} names ${runner.name}, but it is not installed here; install the repository’s dependencies first`,
  );
}

function scriptArgv({ start, manager }: NodeProject, args: readonly string[] = []): string[] {
  return [...(start ?? [manager]), ...scriptWords(manager, 'test', args)];
}

function withBeforehand({ beforehand }: NodeProject, command: StepCommand): StepCommand {
  return beforehand === null ? command : { ...command, beforehand };
}

import { readAsText } from './read-as-text.ts';
import { parse } from 'smol-toml';
import type { RepositoryView } from '../../gates/types.ts';
import { firstFile, missingStep, plainCommand } from '../finding.ts';
import type { EcosystemFinding, StepFinding } from '../finding.ts';
import { findPythonRunner, type PythonProject, type PythonRunner } from './find-python-runner.ts';
import { findPythonSession } from './find-python-session.ts';
import { PYTEST_REPORT } from './report-variables.ts';

const ROOT_FILES = [
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'pytest.ini',
  'tox.ini',
  'requirements.txt',
];
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;
const PYTEST_TOOLS = ['pytest', 'pytest-3', 'py.test'];

/** Files that make a folder a project of its own, whose tests belong to it. */
const MANIFEST = /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|go\.mod|Cargo\.toml)$/;

/** Commands of a Python repository; null when neither a root file nor a test file shows one. */
export function findPython(
  view: RepositoryView,
  files: ReadonlySet<string>,
): EcosystemFinding | null {
  const tests = ownTests(view);
  const rootFile = firstFile(files, ROOT_FILES) ?? tests[0] ?? null;
  if (rootFile === null) return null;
  const project: PythonProject = { view, files, tools: toolTables(view, files) };
  return {
    name: 'Python',
    rootFile,
    findings: [findTest(project, tests), findLint(project), findBuild()],
  };
}

/** Test files that do not lie in a project of their own below this one. */
function ownTests({ files }: RepositoryView): string[] {
  const folders = files.filter((file) => file.includes('/') && MANIFEST.test(file));
  const others = folders.map((file) => file.slice(0, file.lastIndexOf('/') + 1));
  return files.filter(
    (file) => TEST_FILE.test(file) && !others.some((folder) => file.startsWith(folder)),
  );
}

function findTest(project: PythonProject, tests: readonly string[]): StepFinding {
  const { view } = project;
  const config = pytestConfig(project);
  const where = config ?? tests[0] ?? null;
  const runner = findPythonRunner(project);
  const hasPytest = PYTEST_TOOLS.some((tool) => view.hasTool(tool));
  const session = hasPytest || runner.why !== null ? null : findPythonSession(project);
  if (session !== null) return session;
  if (where === null)
    return missingStep('test', 'no pytest configuration and no test_*.py file was found');
  if (runner.why === null && !view.hasTool('python3')) {
    return missingStep('test', 'the tests need python3, which is not installed here');
  }
  // A manager’s environment is not looked into: it may have pytest where the system has none.
  if (hasPytest || runner.beforehand !== null) return pytestCommand(runner, where);
  if (config !== null || !usesUnittest(view, tests)) {
    return missingStep('test', `${where} is for pytest, but pytest is not installed here`);
  }
  const command = [...runner.argv, '-m', 'unittest', '-v'];
  const foundIn = `${where}; with unittest, since pytest is not installed`;
  return readAsText(command, foundIn);
}

function pytestCommand({ argv, why, beforehand }: PythonRunner, where: string): StepFinding {
  const command = [...argv, '-m', 'pytest', '-q'];
  return {
    step: 'test',
    command,
    measured: [...command, ...PYTEST_REPORT],
    format: 'junit',
    reportFile: 'pytest.xml',
    foundIn: why === null ? where : `${where}; with ${why}`,
    ...(beforehand === null ? {} : { beforehand }),
  };
}

function pytestConfig({ view, files, tools }: PythonProject): string | null {
  if ('pytest' in tools) return 'pyproject.toml [tool.pytest]';
  const ini = firstFile(files, ['pytest.ini', '.pytest.ini']);
  if (ini !== null) return ini;
  if (hasSection(view, 'setup.cfg', 'tool:pytest')) return 'setup.cfg [tool:pytest]';
  return hasSection(view, 'tox.ini', 'pytest') ? 'tox.ini [pytest]' : null;
}

/** Whether a test file looks like unittest and none needs pytest. */
function usesUnittest(view: RepositoryView, tests: readonly string[]): boolean {
  const texts = tests.slice(0, 50).map((file) => view.read(file) ?? '');
  return (
    texts.some((text) => text.includes('unittest')) &&
    !texts.some((text) => /^\s*(?:import|from) pytest\b/m.test(text))
  );
}

function findLint(project: PythonProject): StepFinding {
  const { view } = project;
  let missing: StepFinding | null = null;
  for (const { tool, argv, config } of configuredLinters(project)) {
    if (view.hasTool(tool)) return plainCommand('lint', argv, config);
    missing ??= missingStep(
      'lint',
      `${config} configures ${tool}, but ${tool} is not installed here`,
    );
  }
  return missing ?? missingStep('lint', 'no linter is configured (ruff, flake8, pylint or mypy)');
}

function configuredLinters({
  view,
  files,
  tools,
}: PythonProject): { tool: string; argv: string[]; config: string }[] {
  const found: { tool: string; argv: string[]; config: string }[] = [];
  const add = (tool: string, argv: string[], config: string | null | false): void => {
    if (config !== null && config !== false) found.push({ tool, argv, config });
  };
  const inPyproject = (tool: string): string | false =>
    tool in tools && `pyproject.toml [tool.${tool}]`;
  add(
    'ruff',
    ['ruff', 'check', '.'],
    firstFile(files, ['ruff.toml', '.ruff.toml']) ?? inPyproject('ruff'),
  );
  add('flake8', ['flake8'], firstFile(files, ['.flake8']));
  for (const file of ['setup.cfg', 'tox.ini']) {
    add('flake8', ['flake8'], hasSection(view, file, 'flake8') && `${file} [flake8]`);
  }
  add('mypy', ['mypy', '.'], firstFile(files, ['mypy.ini', '.mypy.ini']) ?? inPyproject('mypy'));
  return found;
}

function findBuild(): StepFinding {
  return missingStep('build', 'Python needs no build step');
}

function hasSection(view: RepositoryView, file: string, section: string): boolean {
  return (view.read(file) ?? '').split('\n').some((line) => line.trim() === `[${section}]`);
}

function toolTables(view: RepositoryView, files: ReadonlySet<string>): Record<string, unknown> {
  const text = files.has('pyproject.toml') ? view.read('pyproject.toml') : null;
  if (text === null) return {};
  try {
    const tool = parse(text)['tool'];
    return typeof tool === 'object' && tool !== null
      ? Object.fromEntries(Object.entries(tool))
      : {};
  } catch {
    // A pyproject.toml that is not TOML names no tools; the tests may still be found by their
    // files.
    return {};
  }
}

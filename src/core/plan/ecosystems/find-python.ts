import { parse } from 'smol-toml';
import type { RepositoryView } from '../../gates/types.ts';
import { firstFile, missingStep, plainCommand } from '../finding.ts';
import type { EcosystemFinding, StepFinding } from '../finding.ts';

const ROOT_FILES = [
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'pytest.ini',
  'tox.ini',
  'requirements.txt',
];
const VENV_PYTHON = '.venv/bin/python';
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;
const PYTEST_TOOLS = ['pytest', 'pytest-3', 'py.test'];

/** What the Python finders look at. */
interface PythonProject {
  view: RepositoryView;
  files: ReadonlySet<string>;
  /** Tables under `[tool]` of pyproject.toml. */
  tools: Record<string, unknown>;
  python: string;
}

/** Commands of a Python repository; null when neither a root file nor a test file shows one. */
export function findPython(
  view: RepositoryView,
  files: ReadonlySet<string>,
): EcosystemFinding | null {
  const rootFile =
    firstFile(files, ROOT_FILES) ?? view.files.find((file) => TEST_FILE.test(file)) ?? null;
  if (rootFile === null) return null;
  const python = view.hasTool(VENV_PYTHON) ? VENV_PYTHON : 'python3';
  const project: PythonProject = { view, files, tools: toolTables(view, files), python };
  return {
    name: 'Python',
    rootFile,
    findings: [findTest(project), findLint(project), findBuild()],
  };
}

function findTest(project: PythonProject): StepFinding {
  const { view, python } = project;
  const config = pytestConfig(project);
  const testFile = view.files.find((file) => TEST_FILE.test(file)) ?? null;
  const where = config ?? testFile;
  if (where === null)
    return missingStep('test', 'no pytest configuration and no test_*.py file was found');
  if (python === 'python3' && !view.hasTool('python3')) {
    return missingStep('test', 'the tests need python3, which is not installed here');
  }
  if (PYTEST_TOOLS.some((tool) => view.hasTool(tool))) return pytestCommand(python, where);
  if (config !== null || !usesUnittest(view)) {
    return missingStep('test', `${where} is for pytest, but pytest is not installed here`);
  }
  const command = [python, '-m', 'unittest', '-v'];
  const foundIn = `${where}; with unittest, since pytest is not installed`;
  return {
    step: 'test',
    command,
    measured: command,
    format: 'summary_line',
    reportFile: null,
    foundIn,
  };
}

function pytestCommand(python: string, foundIn: string): StepFinding {
  const command = [python, '-m', 'pytest', '-q'];
  return {
    step: 'test',
    command,
    measured: [...command, '--junitxml={report}'],
    format: 'junit',
    reportFile: 'pytest.xml',
    foundIn,
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
function usesUnittest(view: RepositoryView): boolean {
  const texts = view.files
    .filter((file) => TEST_FILE.test(file))
    .slice(0, 50)
    .map((file) => view.read(file) ?? '');
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

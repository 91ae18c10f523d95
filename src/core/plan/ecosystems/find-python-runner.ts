import type { RepositoryView } from '../../gates/types.ts';
import { firstFile } from '../finding.ts';

/** How Python is started for a repository. */
export interface PythonRunner {
  argv: readonly string[];
  /** Why this one; null: it is the system's. */
  why: string | null;
  /** The one command that makes its environment where there is none yet. */
  beforehand: string | null;
}

/** What the finders of Python's commands look at. */
export interface PythonProject {
  view: RepositoryView;
  files: ReadonlySet<string>;
  /** Tables under `[tool]` of pyproject.toml. */
  tools: Readonly<Record<string, unknown>>;
}

/** Managers of environments: what shows that a repository uses them, and how they start Python. */
const MANAGERS = [
  {
    tool: 'uv',
    files: ['uv.lock'],
    argv: ['uv', 'run', '--offline', 'python'],
    beforehand: 'uv sync',
  },
  {
    tool: 'poetry',
    files: ['poetry.lock'],
    argv: ['poetry', 'run', 'python'],
    beforehand: 'poetry install',
  },
  { tool: 'pdm', files: ['pdm.lock'], argv: ['pdm', 'run', 'python'], beforehand: 'pdm install' },
  {
    tool: 'pipenv',
    files: ['Pipfile', 'Pipfile.lock'],
    argv: ['pipenv', 'run', 'python'],
    beforehand: 'pipenv install --dev',
  },
] as const;

const CONDA_FILES = ['environment.yml', 'environment.yaml', 'conda.yml', 'conda.yaml'];
const CONDA_TOOLS = ['conda', 'mamba', 'micromamba'];

/**
 * The Python of a repository: an environment that lies in it, else the one that its manager makes,
 * else the system's.
 */
export function findPythonRunner(project: PythonProject): PythonRunner {
  return ownEnvironment(project.view) ?? managed(project) ?? conda(project) ?? SYSTEM;
}

const SYSTEM: PythonRunner = { argv: ['python3'], why: null, beforehand: null };

/** The usual names first, then any other; `python3` of the usual two is first on PATH already. */
function ownEnvironment({ environments = [] }: RepositoryView): PythonRunner | null {
  const usual = ['.venv', 'venv', 'env', '.env'].filter((name) => environments.includes(name));
  const [folder] = [...usual, ...environments];
  if (folder === undefined) return null;
  return { argv: [`${folder}/bin/python`], why: `the environment ${folder}`, beforehand: null };
}

function managed({ view, files, tools }: PythonProject): PythonRunner | null {
  for (const { tool, files: shows, argv, beforehand } of MANAGERS) {
    if (firstFile(files, shows) === null && !(tool in tools)) continue;
    if (view.hasTool(tool)) return { argv, why: tool, beforehand };
  }
  return null;
}

function conda({ view, files }: PythonProject): PythonRunner | null {
  const file = firstFile(files, CONDA_FILES);
  const tool = CONDA_TOOLS.find((name) => view.hasTool(name));
  if (file === null || tool === undefined) return null;
  const name = /^name: *['"]?([\w.-]{1,100})/m.exec(view.read(file) ?? '')?.[1];
  if (name === undefined) return null;
  const streams = tool === 'conda' ? ['--no-capture-output'] : [];
  return {
    argv: [tool, 'run', ...streams, '-n', name, 'python'],
    why: `the ${tool} environment ${name}`,
    beforehand: `${tool} env create -f ${file}`,
  };
}

import { readAsText } from './read-as-text.ts';
import type { StepCommand } from '../../gates/types.ts';
import { firstFile } from '../finding.ts';
import type { PythonProject } from './find-python-runner.ts';
import { withReportVariables } from './report-variables.ts';

/** Tools that make environments of their own and run the tests in them. */
const SESSIONS = [
  {
    tool: 'tox',
    isUsed: ({ files, tools, view }: PythonProject) =>
      'tox' in tools ||
      files.has('tox.toml') ||
      /^\[(?:tox|testenv)\b/m.test(view.read('tox.ini') ?? ''),
    argv: ['tox'],
    beforehand: 'tox run --notest',
  },
  {
    tool: 'nox',
    isUsed: ({ files }: PythonProject) => files.has('noxfile.py'),
    argv: ['nox'],
    beforehand: 'nox --install-only',
  },
  {
    tool: 'hatch',
    isUsed: ({ files, tools }: PythonProject) => 'hatch' in tools || files.has('hatch.toml'),
    argv: ['hatch', 'test'],
    beforehand: 'hatch env create hatch-test',
  },
] as const;

/** The tests as tox, nox or hatch run them, where one is set up and installed. */
export function findPythonSession(project: PythonProject): StepCommand | null {
  const used = SESSIONS.find((one) => one.isUsed(project) && project.view.hasTool(one.tool));
  if (used === undefined) return null;
  const { tool, argv, beforehand } = used;
  const shown = firstFile(project.files, ['tox.ini', 'tox.toml', 'noxfile.py', 'hatch.toml']);
  const command = readAsText(argv, shown ?? `pyproject.toml [tool.${tool}]`);
  return withReportVariables({ ...command, beforehand }, [tool]);
}

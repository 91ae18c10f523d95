import { readAsText } from './read-as-text.ts';
import type { RepositoryView } from '../../gates/types.ts';
import { firstFile, missingStep, plainCommand } from '../finding.ts';
import type { EcosystemFinding, StepFinding } from '../finding.ts';

const TEST_FILE = /(?:^|[/_.])test\.[cm]?[jt]sx?$/;
const TEST_TASK = /"tasks"\s{0,20}:\s{0,20}\{[^}]{0,20000}"test"\s{0,20}:/;

/** Commands of a Deno project at the root; null when there is none, or package.json says more. */
export function findDeno(
  view: RepositoryView,
  files: ReadonlySet<string>,
): EcosystemFinding | null {
  const rootFile = firstFile(files, ['deno.json', 'deno.jsonc']);
  if (rootFile === null || files.has('package.json')) return null;
  if (!view.hasTool('deno')) {
    const reason = `${rootFile} needs deno, which is not installed here`;
    const findings = (['test', 'lint', 'build'] as const).map((step) => missingStep(step, reason));
    return { name: 'Deno', rootFile, findings };
  }
  const lint = plainCommand('lint', ['deno', 'lint'], rootFile);
  const build = missingStep('build', 'Deno needs no build step');
  return { name: 'Deno', rootFile, findings: [findTest(view, rootFile), lint, build] };
}

function findTest(view: RepositoryView, rootFile: string): StepFinding {
  const hasTask = TEST_TASK.test(view.read(rootFile) ?? '');
  if (!hasTask && !view.files.some((file) => TEST_FILE.test(file)))
    return missingStep('test', `${rootFile} has no test task, and no test file was found`);
  const command = hasTask ? ['deno', 'task', 'test'] : ['deno', 'test'];
  const foundIn = hasTask ? `${rootFile} tasks.test` : rootFile;
  return readAsText(command, foundIn);
}

import type { RepositoryView } from '../../gates/types.ts';
import { firstFile, missingStep, plainCommand } from '../finding.ts';
import type { EcosystemFinding, StepFinding } from '../finding.ts';

const LINT_CONFIGS = ['.golangci.yml', '.golangci.yaml', '.golangci.toml', '.golangci.json'];

/** Commands of a Go module at the root; null when there is no go.mod or go.work. */
export function findGo(view: RepositoryView, files: ReadonlySet<string>): EcosystemFinding | null {
  const rootFile = firstFile(files, ['go.mod', 'go.work']);
  if (rootFile === null) return null;
  if (!view.hasTool('go')) {
    const reason = `${rootFile} needs go, which is not installed here`;
    const findings = (['test', 'lint', 'build'] as const).map((step) => missingStep(step, reason));
    return { name: 'Go', rootFile, findings };
  }
  const packages = packagesOf(view, files);
  const where = files.has('go.work') ? 'go.work' : rootFile;
  return {
    name: 'Go',
    rootFile,
    findings: [
      findTest(view, where, packages),
      findLint(view, files, { where, packages }),
      plainCommand('build', ['go', 'build', ...packages], where),
    ],
  };
}

/** `./...` reaches the module at the root alone; a workspace names the others. */
function packagesOf(view: RepositoryView, files: ReadonlySet<string>): string[] {
  const text = files.has('go.work') ? (view.read('go.work') ?? '') : '';
  const blocks = [...text.matchAll(/^use\s*\(([^)]{0,5000})\)/gm)].flatMap(([, body]) =>
    (body ?? '').split('\n'),
  );
  const lines = [...text.matchAll(/^use\s+([^(\s]\S{0,300})/gm)].map(([, path]) => path ?? '');
  const modules = [...blocks, ...lines]
    .map((line) =>
      line
        .replace(/\/\/.*/, '')
        .trim()
        .replaceAll('"', '')
        .replace(/^\.\/|\/$/g, ''),
    )
    .filter((path) => path !== '' && !/^(?:\/|\.\.)/.test(path))
    .filter((path) => path === '.' || files.has(`${path}/go.mod`));
  if (modules.length === 0) return ['./...'];
  return [...new Set(modules)].map((path) => (path === '.' ? './...' : `./${path}/...`));
}

function findTest(
  view: RepositoryView,
  rootFile: string,
  packages: readonly string[],
): StepFinding {
  if (!view.files.some((file) => file.endsWith('_test.go'))) {
    return missingStep('test', 'no *_test.go file was found');
  }
  return {
    step: 'test',
    command: ['go', 'test', ...packages],
    measured: ['go', 'test', '-json', ...packages],
    format: 'go_test',
    reportFile: null,
    foundIn: rootFile,
  };
}

function findLint(
  view: RepositoryView,
  files: ReadonlySet<string>,
  { where, packages }: { where: string; packages: readonly string[] },
): StepFinding {
  const config = firstFile(files, LINT_CONFIGS);
  if (config !== null && view.hasTool('golangci-lint')) {
    return plainCommand('lint', ['golangci-lint', 'run'], config);
  }
  return plainCommand('lint', ['go', 'vet', ...packages], where);
}

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
  const findings = [findTest(view, rootFile), findLint(view, files, rootFile)];
  return {
    name: 'Go',
    rootFile,
    findings: [...findings, plainCommand('build', ['go', 'build', './...'], rootFile)],
  };
}

function findTest(view: RepositoryView, rootFile: string): StepFinding {
  if (!view.files.some((file) => file.endsWith('_test.go'))) {
    return missingStep('test', 'no *_test.go file was found');
  }
  return {
    step: 'test',
    command: ['go', 'test', './...'],
    measured: ['go', 'test', '-json', './...'],
    format: 'go_test',
    reportFile: null,
    foundIn: rootFile,
  };
}

function findLint(view: RepositoryView, files: ReadonlySet<string>, rootFile: string): StepFinding {
  const config = firstFile(files, LINT_CONFIGS);
  if (config !== null && view.hasTool('golangci-lint')) {
    return plainCommand('lint', ['golangci-lint', 'run'], config);
  }
  return plainCommand('lint', ['go', 'vet', './...'], rootFile);
}

import type { RepositoryView } from '../../gates/types.ts';
import { firstFile, missingStep, plainCommand } from '../finding.ts';
import type { EcosystemFinding, StepFinding } from '../finding.ts';

/** Commands of a Rust package or workspace at the root; null when there is no Cargo.toml. */
export function findRust(
  view: RepositoryView,
  files: ReadonlySet<string>,
): EcosystemFinding | null {
  const rootFile = 'Cargo.toml';
  if (!files.has(rootFile)) return null;
  if (!view.hasTool('cargo')) {
    const reason = 'Cargo.toml needs cargo, which is not installed here';
    const findings = (['test', 'lint', 'build'] as const).map((step) => missingStep(step, reason));
    return { name: 'Rust', rootFile, findings };
  }
  const test: StepFinding = {
    step: 'test',
    command: ['cargo', 'test', '--workspace'],
    // Without it cargo stops at the first failing binary and the count is short.
    measured: ['cargo', 'test', '--workspace', '--no-fail-fast'],
    format: 'cargo',
    reportFile: null,
    foundIn: rootFile,
  };
  const build = plainCommand('build', ['cargo', 'build', '--workspace'], rootFile);
  return { name: 'Rust', rootFile, findings: [test, findLint(view, files), build] };
}

function findLint(view: RepositoryView, files: ReadonlySet<string>): StepFinding {
  if (view.hasTool('cargo-clippy')) {
    // What clippy only warns of is red where the project's [lints] deny it, and nowhere else.
    // All but benches, which may need another toolchain.
    const command = ['cargo', 'clippy', '--workspace', '--bins', '--tests', '--examples'];
    return plainCommand('lint', command, 'Cargo.toml');
  }
  const config = firstFile(files, ['rustfmt.toml', '.rustfmt.toml']);
  if (config !== null && view.hasTool('rustfmt')) {
    return plainCommand('lint', ['cargo', 'fmt', '--all', '--check'], config);
  }
  return missingStep('lint', 'clippy is not installed here');
}

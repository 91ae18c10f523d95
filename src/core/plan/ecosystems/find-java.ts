import { readAsText } from './read-as-text.ts';
import type { RepositoryView } from '../../gates/types.ts';
import { firstFile, missingStep, plainCommand } from '../finding.ts';
import type { EcosystemFinding } from '../finding.ts';

/** Where the two leave a JUnit report of each class. */
const REPORTS: Readonly<Record<string, readonly string[]>> = {
  mvn: ['target/surefire-reports', 'target/failsafe-reports'],
  gradle: ['build/test-results'],
};

/** What brings a wrapper's own tool and the dependencies. */
const WARM: Readonly<Record<string, string>> = {
  mvn: '-B dependency:go-offline',
  gradle: '--console=plain testClasses',
};

/** Commands of a Maven or Gradle build at the root; null when there is neither. */
export function findJava(
  view: RepositoryView,
  files: ReadonlySet<string>,
): EcosystemFinding | null {
  const pom = firstFile(files, ['pom.xml']);
  const gradle = firstFile(files, ['build.gradle', 'build.gradle.kts']);
  const rootFile = pom ?? gradle;
  if (rootFile === null) return null;
  const [tool, wrapper] = pom === null ? ['gradle', 'gradlew'] : ['mvn', 'mvnw'];
  if (!files.has(wrapper) && !view.hasTool(tool)) {
    const reason = `${rootFile} needs ${tool}, which is not installed here`;
    const findings = (['test', 'lint', 'build'] as const).map((step) => missingStep(step, reason));
    return { name: 'Java', rootFile, findings };
  }
  const program = files.has(wrapper) ? `./${wrapper}` : tool;
  const [test, build] =
    tool === 'mvn'
      ? [
          [program, '-B', 'test'],
          [program, '-B', '-DskipTests', 'package'],
        ]
      : [
          [program, '--console=plain', 'test'],
          [program, '--console=plain', 'assemble'],
        ];
  const first = files.has(wrapper) ? { beforehand: `${program} ${WARM[tool] ?? ''}` } : {};
  const findings = [
    { ...readAsText(test ?? [], rootFile), ...first, reportFolders: REPORTS[tool] ?? [] },
    missingStep('lint', `${rootFile} names no linter that Slipway supports`),
    { ...plainCommand('build', build ?? [], rootFile), ...first },
  ];
  return { name: 'Java', rootFile, findings };
}

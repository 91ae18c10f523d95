import { STEPS } from '#shared/payload.ts';
import type { RepositoryView, StepCommand } from '../gates/types.ts';
import { countLanguages } from './count-languages.ts';
import { findDeno } from './ecosystems/find-deno.ts';
import { findGo } from './ecosystems/find-go.ts';
import { findJava } from './ecosystems/find-java.ts';
import { findMake } from './ecosystems/find-make.ts';
import { findNode } from './ecosystems/find-node.ts';
import { findPython } from './ecosystems/find-python.ts';
import { findRust } from './ecosystems/find-rust.ts';
import { isCommand, missingStep } from './finding.ts';
import { findSubprojects, inFolder } from './find-subprojects.ts';
import type { EcosystemFinding, MissingStep, StepFinding } from './finding.ts';

/** The commands that looking at a repository found. */
export interface FoundCommands {
  /** At most one per step, in the order test, lint, build. */
  commands: StepCommand[];
  missing: MissingStep[];
  languages: { name: string; files: number }[];
  /** Sentences about what was left out. */
  notes: string[];
}

const FINDERS = [findNode, findPython, findGo, findRust, findJava, findDeno];
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  Node: ['TypeScript', 'JavaScript', 'Vue', 'Svelte'],
  Deno: ['TypeScript', 'JavaScript'],
  Python: ['Python'],
  Go: ['Go'],
  Rust: ['Rust'],
  Java: ['Java', 'Kotlin', 'Scala'],
};

/** Finds a repository's test, lint and build commands by looking at its files; executes nothing. */
export function findCommands(view: RepositoryView): FoundCommands {
  const languages = countLanguages(view.files);
  const { findings, notes } = findAtRoot(view);
  const lacking = findings.filter(
    (finding) => !isCommand(finding) && finding.isConfigured !== true,
  );
  const hasTest = findings.some((finding) => finding.step === 'test' && isCommand(finding));
  const parts = findSubprojects(view).map((part) => ({ part, found: findAtRoot(part.view) }));
  const filled = findings.map((finding) => {
    if (hasTest || !lacking.includes(finding)) return finding;
    const commands = parts.flatMap(({ part, found }) =>
      found.findings
        .filter((one) => one.step === finding.step)
        .filter(isCommand)
        .map((one) => inFolder(part, one)),
    );
    return together(commands) ?? finding;
  });
  const left = hasTest ? parts.filter(({ found }) => found.findings.some(isCommand)) : [];
  const others = left.map(({ part: { folder } }) => folderNote(folder));
  return { ...split(filled), languages, notes: [...notes, ...others] };
}

/** Several commands of one step: the first, with the others after it. */
function together([first, ...also]: readonly StepCommand[]): StepCommand | null {
  if (first === undefined || also.length === 0) return first ?? null;
  const others = also.map(({ command, foundIn }) => `\`${command.join(' ')}\` (${foundIn})`);
  return { ...first, also, foundIn: `${first.foundIn}; then ${others.join(', ')}` };
}

function folderNote(folder: string): string {
  return `The folder ${folder} is a project of its own; its commands are not in the plan. Give them yourself if they should be.`;
}

/** What the files at the root of a view say, and the make targets that stand in. */
function findAtRoot(view: RepositoryView): { findings: StepFinding[]; notes: string[] } {
  const files = new Set(view.files);
  const languages = countLanguages(view.files);
  const candidates = FINDERS.map((find) => find(view, files)).filter((one) => one !== null);
  const ranked = candidates
    .map((one) => ({ one, rank: rankOf(one, languages) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ one }) => one);
  const [primary, ...others] = ranked;
  const make = findMake(view, files);
  const findings = STEPS.map((step) => {
    const own = primary?.findings.find((finding) => finding.step === step);
    if (own !== undefined && (isCommand(own) || own.isConfigured === true)) return own;
    return (
      make.find((command) => command.step === step) ?? own ?? missingStep(step, nothingKnown(step))
    );
  });
  return { findings, notes: others.map((other) => noteOf(primary, other)) };
}

/**
 * An ecosystem with tests comes before one without; among equals the one with more source files.
 */
function rankOf(
  candidate: EcosystemFinding,
  languages: readonly { name: string; files: number }[],
): number {
  const spoken = SPOKEN[candidate.name] ?? [];
  const files = languages.reduce(
    (sum, { name, files: count }) => (spoken.includes(name) ? sum + count : sum),
    0,
  );
  const hasTest = candidate.findings.some(
    (finding) => finding.step === 'test' && isCommand(finding),
  );
  return files + (hasTest ? 1e9 : 0);
}

function split(findings: readonly StepFinding[]): Pick<FoundCommands, 'commands' | 'missing'> {
  const commands: StepCommand[] = [];
  const missing: MissingStep[] = [];
  for (const finding of findings) {
    if (isCommand(finding)) commands.push(finding);
    else missing.push(missingStep(finding.step, finding.reason));
  }
  return { commands, missing };
}

function noteOf(primary: EcosystemFinding | undefined, other: EcosystemFinding): string {
  const main = primary === undefined ? '' : ` beside ${primary.name} (${primary.rootFile})`;
  return `The repository also holds ${other.name} (${other.rootFile})${main}; its commands are not in the plan. Give them yourself if they should be.`;
}

function nothingKnown(step: string): string {
  return `no file at the root names a ${step} command that Slipway recognises; give one yourself`;
}

import { basename, dirname } from 'node:path';
import type { ExecuteResult, ProcessLimits, ToolJob } from '#shared/messages/job.ts';
import { EnergyMeter } from './energy.ts';
import { isRefusal } from './files/refusal.ts';
import { placeDatabase, takePlaced } from './databases/place-database.ts';
import { removeScratch } from './files/remove-scratch.ts';
import { openIfThere } from './files/root-folder.ts';
import type { JobPort } from './job-port.ts';
import { abortReason, emptyResult } from './job-result.ts';
import { readHostEnvironment } from './sandbox/environment.ts';
import { describeEnd, type EndVerdict } from './sandbox/describe-end.ts';
import { copyResult } from './sandbox/git/copy-result.ts';
import { limitHints } from './sandbox/limit-hints.ts';
import { tailOf } from './sandbox/output-ring.ts';
import { copyTree } from './sandbox/copy-tree.ts';
import { createPathMap } from './sandbox/map-paths.ts';
import { readLeftReports } from './read-left-reports.ts';
import { joinResults } from './join-results.ts';
import { prepareCommand } from './sandbox/prepare-command.ts';
import { maskerFor } from './secrets/masker-for.ts';
import { runCommand, type CommandOutcome } from './sandbox/run-command.ts';

const TAIL_CHARS = 4_000;
const REPORT_BYTES = 20_000_000;

/**
 * Runs a command under sandbox and limits, in a copy of a folder where the job asks for one,
 * reports what was measured, and removes the command's own folder.
 */
export async function executeTool(job: ToolJob, port: JobPort): Promise<ExecuteResult> {
  try {
    if (job.copyOf !== null) await copyFolder(job.copyOf, job);
    if (job.database !== null) await placeDatabase(job.cwd, job.database);
    const results = [await runTool(job, port)];
    for (const further of job.also)
      if (!port.signal.aborted) results.push(await runTool({ ...job, ...further }, port));
    if (job.database !== null) await takePlaced(job.cwd, job.database);
    return joinResults(results);
  } finally {
    await removeScratch(job.scratch).catch((error: unknown) =>
      port.line('system', error instanceof Error ? error.message : String(error)),
    );
  }
}

async function copyFolder(
  worktree: string,
  { cwd, copyAs }: Pick<ToolJob, 'cwd' | 'copyAs'>,
): Promise<void> {
  if (copyAs === null) await copyTree(worktree, cwd);
  else await copyResult({ worktree, ...copyAs }, cwd);
}

async function runTool(job: ToolJob, port: JobPort): Promise<ExecuteResult> {
  const prepared = await prepareCommand(job, readHostEnvironment());
  if (prepared.kind === 'refused') {
    const { failureClass, reason } = prepared;
    return { ...emptyResult('failed', 0), failureClass, reason };
  }
  const masker = maskerFor(job.secretFolders);
  const mapPaths = createPathMap(job);
  const meter = await EnergyMeter.start();
  const startedMs = Date.now();
  try {
    for (const note of prepared.notes) port.line('system', note);
    const said = await runCommand({
      ...prepared.command,
      limits: job.limits,
      signal: port.signal,
      secrets: masker.finder,
      onStart: (pid, startTicks) => {
        prepared.onStart(pid);
        port.process(pid, startTicks);
      },
      onLine: (stream, text) => port.line(stream, mapPaths(text)),
    });
    for (const note of prepared.afterwards()) port.line('system', note);
    const [stdout, combined] = [mapPaths(said.stdout), mapPaths(said.combined)];
    const outcome = { ...said, stdout, combined };
    const report =
      readReport(job.reportFile, startedMs, (text) => port.line('system', text)) ??
      readLeftReports(job.cwd, job.reportFolders, startedMs);
    // As the command wrote it, with whatever secrets; what is kept of it is masked.
    if (report !== null && job.reportFile !== null) await removeScratch(job.reportFile);
    const energyKwh = await meter.stop(outcome.cpuMs);
    const result = resultOf(outcome, job, port.signal);
    const mapped = report === null ? null : mapPaths(report);
    return masker.maskData({ ...result, report: mapped, energyKwh });
  } finally {
    await prepared.dispose();
  }
}

function resultOf(outcome: CommandOutcome, job: ToolJob, signal: AbortSignal): ExecuteResult {
  const verdict = describeEnd(outcome.end, job, abortReason(signal));
  return {
    ...emptyResult(verdict.outcome, outcome.timeMs),
    exitCode: verdict.exitCode,
    signal: verdict.signal,
    failureClass: verdict.failureClass,
    reason: reasonOf(outcome, verdict, job.limits),
    cpuMs: outcome.cpuMs,
    outputTail: tailOf(outcome.combined, TAIL_CHARS),
    stdout: outcome.stdout,
    output: outcome.combined,
    outputIsCut: outcome.outputIsCut,
  };
}

/** null when it succeeded and left nothing behind. */
function reasonOf(
  outcome: CommandOutcome,
  verdict: EndVerdict,
  limits: ProcessLimits,
): string | null {
  const { survivors, combined, temporaryWasFull, end } = outcome;
  const hasFailedItself = verdict.outcome === 'failed' && end.kind !== 'limit';
  const refused = { output: combined, signal: verdict.signal, temporaryWasFull };
  const sentences = [
    ...(verdict.reason === null ? [] : [verdict.reason]),
    ...(hasFailedItself ? limitHints(refused, limits) : []),
    ...(survivors.length > 0 ? [`Processes ${survivors.join(', ')} could not be killed.`] : []),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

/**
 * The report as text when the command wrote one (not an older run). The command may have put
 * anything in its place: `say` gets a sentence about what is not read.
 */
function readReport(
  file: string | null,
  startedMs: number,
  say: (sentence: string) => void,
): string | null {
  if (file === null) return null;
  using folder = openIfThere(dirname(file));
  if (folder === null) return null;
  const report = folder.read(basename(file), REPORT_BYTES);
  if (isRefusal(report)) {
    if (report.refused !== 'missing') say(`The report was not read: ${report.sentence}`);
    return null;
  }
  // File systems keep times more coarsely than the clock, so a second is given.
  if (report.mtimeMs < startedMs - 1_000) return null;
  return Buffer.from(report.bytes).toString('utf8');
}

import { performance } from 'node:perf_hooks';
import type { Clock } from '#core/ports.ts';
import type { RefreshReport, Round } from '#shared/messages/code-index.ts';
import { addToBurst, waitForQuiet, type Burst } from '#core/code-index/freshness/wait-for-quiet.ts';

/** What the queue needs of its surroundings. */
export interface RoundPorts {
  clock: Clock;
  run(round: Round): Promise<RefreshReport>;
  /** Resolves when changes made before the call have been noted. */
  letNoticesArrive(): Promise<void>;
  /** Something of `staleSinceMs`, `queued` or `isBusy` changed. */
  changed(): void;
  /** A round failed; the next one looks at the whole tree. */
  failed(error: unknown): void;
  /** A round came to its end, well or not. */
  settled(): void;
}

interface Running {
  round: Round;
  report: Promise<RefreshReport>;
}

/**
 * Gathers reported changes into rounds, one round at a time. Idle → (a change) → gathering, until
 * the burst is quiet → running → idle, or gathering again with what was reported meanwhile. Whoever
 * asks for a refresh cuts the gathering short, or joins the round that runs.
 */
export class RoundQueue {
  readonly #ports: RoundPorts;
  readonly #pending = new Set<string>();
  #burst: Burst | null = null;
  #burstSinceMs: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #running: Running | null = null;
  #mustLook = true;
  #isLocked = false;
  #staleSinceMs: number | null;
  #isStopped = false;

  constructor(ports: RoundPorts) {
    this.#ports = ports;
    this.#staleSinceMs = ports.clock.nowMs();
  }

  /**
   * When the oldest change that no finished round holds became known, or may have happened; null
   * when there is none.
   */
  get staleSinceMs(): number | null {
    return this.#staleSinceMs;
  }
  /** Whether the round that runs, or ran last, took every change that is known. */
  get hasTakenAll(): boolean {
    return this.#burstSinceMs === null && !this.#mustLook;
  }
  get queued(): number {
    return this.#pending.size;
  }
  get isBusy(): boolean {
    return this.#running !== null || this.#timer !== null;
  }

  /** A path changed. */
  note(path: string): void {
    this.#pending.add(path);
    this.#gather({ paths: 1, movedReference: false });
  }

  /** HEAD or a branch moved. */
  noteMove(): void {
    this.#gather({ paths: 0, movedReference: true });
  }

  /** Git took or released its lock on the work tree. */
  noteLock(isLocked: boolean): void {
    this.#isLocked = isLocked;
    if (this.#burst !== null) this.#gather({ paths: 0, movedReference: false });
  }

  /** Changes may have been missed: the next round looks at the whole tree. */
  mustLook(): void {
    this.#mustLook = true;
    this.#staleSinceMs ??= this.#ports.clock.nowMs();
  }

  /**
   * Runs a round that holds everything known now, or joins one that does. Rejects when it fails.
   */
  async refresh(wanted: Round): Promise<{ report: RefreshReport; joined: boolean }> {
    await this.#ports.letNoticesArrive();
    let round = wanted;
    let joined = false;
    for (;;) {
      const running = this.#running;
      if (running === null) return { report: await this.#start(round), joined };
      joined = true;
      const report = await running.report;
      if (!covers(running.round, round)) continue;
      if (this.#pending.size === 0 && !this.#mustLook) return { report, joined };
      round = { paths: [], full: false };
    }
  }

  /** No round starts any more. */
  stop(): void {
    this.#isStopped = true;
    this.#disarm();
  }

  #gather(change: { paths: number; movedReference: boolean }): void {
    const at = performance.now();
    this.#burst = addToBurst(this.#burst, { ...change, isLocked: this.#isLocked }, at);
    this.#burstSinceMs ??= this.#ports.clock.nowMs();
    this.#staleSinceMs ??= this.#burstSinceMs;
    this.#arm();
    this.#ports.changed();
  }

  #arm(): void {
    this.#disarm();
    if (this.#burst === null || this.#running !== null || this.#isStopped) return;
    const waitMs = waitForQuiet(this.#burst, performance.now());
    this.#timer = setTimeout(() => this.#due(), waitMs);
  }

  #disarm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #due(): void {
    this.#timer = null;
    if (this.#burst === null) return;
    if (waitForQuiet(this.#burst, performance.now()) > 0) this.#arm();
    // Its failure is reported through the port.
    else this.#start({ paths: [], full: false }).catch(() => undefined);
  }

  async #start(wanted: Round): Promise<RefreshReport> {
    const round = this.#take(wanted);
    const beganMs = this.#ports.clock.nowMs();
    this.#running = { round, report: this.#ports.run(round) };
    this.#ports.changed();
    try {
      const report = await this.#running.report;
      // Behind is only what was reported since.
      this.#staleSinceMs = this.#mustLook ? beganMs : this.#burstSinceMs;
      return report;
    } catch (error) {
      this.#mustLook = true;
      this.#ports.failed(error);
      throw error;
    } finally {
      this.#running = null;
      this.#arm();
      this.#ports.changed();
      this.#ports.settled();
    }
  }

  /**
   * The round to run: what was asked for and all changes known; the whole tree where changes may
   * have been missed.
   */
  #take(wanted: Round): Round {
    this.#disarm();
    this.#burst = null;
    this.#burstSinceMs = null;
    const paths =
      wanted.paths === null || this.#mustLook ? null : [...this.#pending, ...wanted.paths];
    this.#pending.clear();
    this.#mustLook = false;
    return { paths, full: wanted.full };
  }
}

/** Whether a round that runs does everything another one would, but for changes reported since. */
function covers(running: Round, wanted: Round): boolean {
  if (wanted.full && !running.full) return false;
  if (running.paths === null) return true;
  const done = running.paths;
  return (wanted.paths ?? ['']).every((path) =>
    done.some((one) => path === one || path.startsWith(`${one}/`)),
  );
}

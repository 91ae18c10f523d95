import type { Problem } from '#shared/errors.ts';

export type BridgeResult = { ok: true; value: unknown } | { ok: false; problem: Problem };

/**
 * What the preload puts on the window: named operations of the contract, and a little of the
 * desktop.
 */
export interface SlipwayBridge {
  /** `operation` is `service.name`, e.g. `pas.runStatus`. */
  call(
    operation: string,
    input: Record<string, unknown>,
    options?: { idempotencyKey?: string },
  ): Promise<BridgeResult>;
  /** Returns the function that closes the stream. */
  open(
    operation: string,
    input: Record<string, unknown>,
    onEvent: (event: unknown) => void,
    onEnd: (problem: Problem | null) => void,
  ): () => void;
  desktop: {
    pickFolder(): Promise<string | null>;
    platform: string;
  };
}

declare global {
  interface Window {
    /** Absent in a browser. */
    slipway?: SlipwayBridge;
  }
}

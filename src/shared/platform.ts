// The few web-standard globals that every runtime we target has (Node, Electron, browsers).
// shared must not see Node's or the DOM's types; these are enough for its client.
declare global {
  interface AbortSignal {
    readonly aborted: boolean;
  }
  class URLSearchParams {
    readonly size: number;
    set(name: string, value: string): void;
    toString(): string;
  }
}

export {};

import type { FileEdges } from './types.ts';

/** A number that differs, but for a chance of 1 in 2⁵², when what was found of a file differs. */
export function fingerprintEdges({ edges, sinks, gaveUp = '' }: FileEdges): number {
  const print = new Fingerprint();
  for (const edge of edges) {
    print.number(edge.from);
    print.number(edge.line);
    print.text(edge.to);
    print.text(edge.kind);
    print.text(edge.reason);
    print.text(edge.tier);
  }
  for (const sink of sinks) {
    print.number(sink.from);
    print.number(sink.line);
    print.text(sink.callee);
    print.text(sink.reason);
  }
  print.text(gaveUp);
  return print.value;
}

class Fingerprint {
  #low = 0x811c9dc5;
  #high = 0x9e3779b9;

  number(value: number): void {
    this.#low = Math.imul(this.#low ^ value, 0x01000193);
    this.#high = Math.imul(this.#high ^ (value + 0x7f4a7c15), 0x85ebca6b);
    this.#high ^= this.#high >>> 13;
  }

  text(text: string): void {
    for (let at = 0; at < text.length; at++) this.number(text.charCodeAt(at));
    this.number(-1);
  }

  get value(): number {
    return (this.#high >>> 0) * 0x100000 + ((this.#low >>> 0) & 0xfffff);
  }
}

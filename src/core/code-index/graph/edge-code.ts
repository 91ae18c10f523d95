import { must } from '#shared/assert.ts';
import { EDGE_KINDS, EDGE_REASONS, type EdgeKind, type EdgeReason, type Tier } from '../symbols.ts';

/**
 * Kind in bits 0–1, tier in bit 2, reason in bits 3–7: what an edge is beside its ends and line, in
 * one byte.
 */
export type EdgeCode = number;

const KIND_BITS = 3;
const POSSIBLE = 4;
const REASON_SHIFT = 3;

export function encodeEdge(edge: { kind: EdgeKind; tier: Tier; reason: EdgeReason }): EdgeCode {
  return (
    EDGE_KINDS.indexOf(edge.kind) |
    (edge.tier === 'possible' ? POSSIBLE : 0) |
    (EDGE_REASONS.indexOf(edge.reason) << REASON_SHIFT)
  );
}

export function kindOfEdge(code: EdgeCode): EdgeKind {
  return must(EDGE_KINDS[code & KIND_BITS], 'a code holds one of the kinds');
}

export function isCertain(code: EdgeCode): boolean {
  return (code & POSSIBLE) === 0;
}

export function tierOfEdge(code: EdgeCode): Tier {
  return isCertain(code) ? 'certain' : 'possible';
}

export function reasonOfEdge(code: EdgeCode): EdgeReason {
  return must(EDGE_REASONS[code >> REASON_SHIFT], 'a code holds one of the reasons');
}

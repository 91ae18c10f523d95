import type { LaneName } from '#shared/lanes.ts';
import type { Requirement } from './parse-prd.ts';
import type { TaskKind } from './task-kinds.ts';

/** Where a requirement's work belongs. */
export interface WorkClass {
  lane: LaneName;
  kind: TaskKind;
  /** Start of the task's key. */
  stem: string;
}

export const IMPLEMENT: WorkClass = { lane: 'Code-Impl', kind: 'llm:implement', stem: 'impl' };
export const API_DESIGN: WorkClass = {
  lane: 'Code-API-Design',
  kind: 'llm:api-design',
  stem: 'api',
};
export const SCHEMA: WorkClass = { lane: 'Data-Schema', kind: 'llm:schema', stem: 'schema' };
export const DOCUMENT: WorkClass = { lane: 'Narrative', kind: 'llm:document', stem: 'docs' };

const WRITES_FIRST =
  /^(?:document|describe|explain|summari[sz]e|write (?:up|down|an? |the )?(?:guide|tutorial|summary|report|readme|docs|documentation)?)\b/i;
const SCHEMA_WORDS = /\b(?:schemas?|migrations?|migrate|tables?|columns?|foreign keys?|ddl)\b/i;
const API_WORDS = /\b(?:apis?|endpoints?|interfaces?|openapi|graphql|grpc|rest|rpc|routes?)\b/i;
const DOCUMENT_WORDS =
  /\b(?:docs?|documentation|readme|changelog|tutorials?|user guide|release notes|narrative|summary)\b/i;
const HEAVY_WORDS =
  /\b(?:refactor|rewrite|migrat\w*|concurren\w*|parallel\w*|distributed|security|secure|encrypt\w*|transactions?|real-?time|backwards? compatib\w*|performance)\b/i;

/** The lane and kind of a requirement, by its words; anything else is implementation. */
export function classifyRequirement({ text }: Requirement): WorkClass {
  if (WRITES_FIRST.test(text) && (DOCUMENT_WORDS.test(text) || !/^write\b/i.test(text)))
    return DOCUMENT;
  if (SCHEMA_WORDS.test(text)) return SCHEMA;
  if (API_WORDS.test(text)) return API_DESIGN;
  return DOCUMENT_WORDS.test(text) ? DOCUMENT : IMPLEMENT;
}

/**
 * Complexity of a requirement: high with more than 40 words, three details or a word for
 * far-reaching work; low with at most 12 words and no detail; medium otherwise.
 */
export function complexityOf({ text, details }: Requirement): 'low' | 'medium' | 'high' {
  const words = text.split(/\s+/).length;
  if (words > 40 || details.length >= 3 || HEAVY_WORDS.test(text)) return 'high';
  return words <= 12 && details.length === 0 ? 'low' : 'medium';
}

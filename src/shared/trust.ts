import { z } from 'zod';

/** One key of a repository's git settings. */
export interface GitSetting {
  /** As git lists it: section and name in small letters. */
  key: string;
  value: string;
  /** Of the repository's own two files the name, of an included one the path. */
  file: string;
}

/** A setting that trust rests on. The digest is of what it really says; the value may be masked. */
export const trustedSettingSchema = z.object({
  name: z.string(),
  value: z.string(),
  file: z.string(),
  digest: z.string(),
});
export type TrustedSetting = z.infer<typeof trustedSettingSchema>;

/** What must still be so for trust to hold. */
export const trustConditionSchema = z.object({
  fingerprint: z.string(),
  settings: z.array(trustedSettingSchema),
});
export type TrustCondition = z.infer<typeof trustConditionSchema>;

/** A git setting that a decision about trust is about; secrets in it are masked. */
export const settingChangeSchema = z.object({
  name: z.string().describe('the key, as git lists it'),
  file: z.string().describe('the file it stands in'),
  before: z.string().nullable().describe('as it was trusted; null: it was not there'),
  after: z.string().nullable().describe('as it is now; null: it is gone'),
});
export type SettingChange = z.infer<typeof settingChangeSchema>;

/** How a start by this caller would find the trust in a project's repository. */
export const trustSchema = z.object({
  state: z
    .enum(['first', 'trusted', 'asks', 'refused', 'unknown'])
    .describe(
      '`first`: the start records it; `asks`: the start waits for one approval; `unknown`: the settings cannot be read',
    ),
  root: z.string(),
  sentence: z.string(),
  rule_id: z.number().int().nullable(),
});
export type Trust = z.infer<typeof trustSchema>;

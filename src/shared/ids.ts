import { z } from 'zod';

/** A project's number, chosen by the client that registers it (PAS) or assigned by PLMS. */
export const projectIdSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

// No control characters: ids are printed in terminals, headers and file names.
const printable = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u;

/** A run's name, chosen by the client; unique in one data folder. */
export const runIdSchema = z.string().min(1).max(200).regex(printable, 'must be printable text');

/** A task's name, assigned by PAS when its job card is accepted. */
export const taskIdSchema = z.string().min(1).max(200).regex(printable, 'must be printable text');

import { z } from 'zod';

/** A project's number, chosen by the client that registers it (PAS) or assigned by PLMS. */
export const projectIdSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

// No control characters nor line separators: ids are printed in terminals, headers and file names.
// Written as ranges that every dialect of patterns reads, for those who generate from the contract.
const CONTROLS = String.raw`\u0000-\u001f\u007f-\u009f`;
const printable = new RegExp(String.raw`^[^${CONTROLS}\u2028\u2029]+$`);

/** A run's name, chosen by the client; unique in one data folder. */
export const runIdSchema = z.string().min(1).max(200).regex(printable, 'must be printable text');

/** A task's name, assigned by PAS when its job card is accepted. */
export const taskIdSchema = z.string().min(1).max(200).regex(printable, 'must be printable text');

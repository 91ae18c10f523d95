/** A question about trust keeps what was shown, so that its answer holds for just that. */
export const trust = 'ALTER TABLE approvals ADD COLUMN condition TEXT;';

/**
 * A person's yes to a run that will cost more than its cap allows for; it must outlive a restart.
 */
export const acceptedProjections = `
ALTER TABLE runs ADD COLUMN projection_accepted INTEGER NOT NULL DEFAULT 0;
`;

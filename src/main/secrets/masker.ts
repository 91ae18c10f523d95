import { Masker } from '#core/secrets/masker.ts';
import { secretsOfEnvironment } from '#core/secrets/settings-text.ts';

/**
 * What masks everything this process writes and answers. There is one, because an environment, a
 * log and a standard error are the process's, too; repositories add to it as they are opened.
 */
export const masker = new Masker();
masker.learn(secretsOfEnvironment(process.env));

/**
 * An action in a repository, as rules name it. The same words mean something else elsewhere, so a
 * decision does not carry over; null: a scratch folder.
 */
export function actionIn(repo: string | null, action: string): string {
  return `${action} in ${JSON.stringify(repo)}`;
}

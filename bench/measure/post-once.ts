import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Posts a body and returns the answer's; without a time limit, unlike fetch. Rejects for anything
 * but 200.
 */
export async function postOnce<T>(url: string, body: object): Promise<T> {
  const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/json' } });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
  });
  sent.end(JSON.stringify(body));
  const response = await answered;
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${url}: ${answer}`);
  return JSON.parse(answer) as T;
}

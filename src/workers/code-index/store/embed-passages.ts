import { createHash } from 'node:crypto';
import type { Embedder } from '#core/code-index/search/embedder.ts';
import type { Masker } from '#core/secrets/masker.ts';
import { must } from '#shared/assert.ts';
import { isRefusal } from '../../files/refusal.ts';
import { RootFolder } from '../../files/root-folder.ts';
import { maskerFor } from '../../secrets/masker-for.ts';
import type { NewVector, PassageWithoutVector, VectorStore } from './vector-store.ts';

/** Texts a request; small enough that a stop is felt soon. */
const BATCH = 32;
/** Models read no more than some hundred words of a text. */
const MAX_CHARACTERS = 4000;
// Batches of one filling share a look at the settings.
const SETTINGS_MS = 10_000;

interface ReadPassage {
  id: number;
  digest: string;
  text: string;
}

/**
 * Gives every passage of a stored index its vector, batch by batch, and takes away those of
 * passages that are gone. Passages whose file changed since are left out; they come back with the
 * next refresh. Between two batches other work has its turn; `mayGoOn` is asked there, and false
 * ends it. Resolves with the number of texts that were embedded; rejects when the model fails.
 */
export async function embedPassages(work: {
  root: string;
  vectors: VectorStore;
  embedder: Embedder;
  mayGoOn(): boolean;
}): Promise<number> {
  const { vectors } = work;
  let embedded = 0;
  let after = 0;
  while (work.mayGoOn()) {
    const batch = vectors.missing(after, BATCH);
    if (batch.length === 0) break;
    after = must(batch.at(-1), 'the batch is not empty').id;
    embedded += await embedBatch(work, batch);
  }
  if (work.mayGoOn()) vectors.sweep();
  return embedded;
}

async function embedBatch(
  work: Parameters<typeof embedPassages>[0],
  batch: readonly PassageWithoutVector[],
): Promise<number> {
  const { root, vectors, embedder } = work;
  const passages = readPassages(root, batch, maskerFor([root], SETTINGS_MS));
  const reused = vectors.reuse(passages);
  const asked = passages.filter((passage) => !reused.has(passage.id));
  const answers = await embedder.embed(asked.map((passage) => passage.text));
  if (!work.mayGoOn()) return 0;
  vectors.put(
    asked.map(({ id, digest }, at): NewVector => {
      const vector = must(answers[at], 'the model gives a vector a text');
      return { id, digest, vector };
    }),
  );
  return asked.length;
}

function readPassages(
  path: string,
  batch: readonly PassageWithoutVector[],
  masker: Masker,
): ReadPassage[] {
  using root = new RootFolder(path);
  const files = new Map<string, string[] | null>();
  return batch.flatMap((passage) => {
    const { file } = passage;
    if (!files.has(file)) files.set(file, readLines(root, passage));
    const lines = files.get(file);
    if (lines === null || lines === undefined) return [];
    const own = lines.slice(passage.line - 1, passage.endLine).join('\n');
    const text = masker.mask(`${passage.name}\n${own}`.slice(0, MAX_CHARACTERS));
    const digest = createHash('sha1').update(text).digest('base64');
    return [{ id: passage.id, digest, text }];
  });
}

/** Lines of a file as it was indexed; null when it is another now. */
function readLines(root: RootFolder, { file, size, mtime }: PassageWithoutVector): string[] | null {
  const found = root.read(file, size);
  if (isRefusal(found) || found.bytes.length !== size) return null;
  if (mtime !== 0 && found.mtimeMs !== mtime) return null;
  return Buffer.from(found.bytes).toString('utf8').split('\n');
}

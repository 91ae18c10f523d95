import { isAbsolute, relative, resolve } from 'node:path';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import { readGraph } from '#core/code-index/graph/symbol-graph.ts';
import { AppError } from '#shared/errors.ts';
import type { IndexReading, OpenRepositories } from '../index-service.ts';
import type { Execution } from '../../dispatch/spine.ts';

type Rag = typeof codeIndexContract;

/** Opens an indexed file in the person's editor; no other file can be opened by it. */
export async function openInEditor(
  spine: Execution,
  indexes: OpenRepositories & IndexReading,
  input: Parsed<Rag['openInEditor']>,
): Promise<Output<Rag['openInEditor']>> {
  const root = await indexes.resolve(input.repo);
  await indexes.ready(root);
  const file = relative(root, resolve(root, input.file)).replaceAll('\\', '/');
  const graph = indexes.graph(root);
  const isIndexed = !isAbsolute(file) && graph !== null && readGraph(graph).files.find(file) >= 0;
  if (!isIndexed)
    throw new AppError('invalid_input', `${input.file} is not an indexed file of ${root}.`);
  const { line = 1, column = 0 } = input;
  await spine.pools.ask({ kind: 'open_in_editor', root, file, line, column });
  return { opened: `${file}:${line}:${column}` };
}

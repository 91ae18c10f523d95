import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { AppError } from '#shared/errors.ts';
import type { QueryKey } from './query-keys.ts';

interface CallWithKey {
  idempotencyKey: string;
}

/**
 * A write. Its idempotency key is kept while the answer is unknown, so that pressing again after
 * a lost connection cannot do the thing twice.
 */
export function useAction<I, O>(
  call: (input: I, options: CallWithKey) => Promise<O>,
  options: { refreshes: readonly QueryKey[]; onDone?: (output: O, input: I) => void },
) {
  const queries = useQueryClient();
  const open = useRef<{ key: string; input: string } | null>(null);
  return useMutation<O, Error, I>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input);
      if (open.current?.input !== text) open.current = { key: crypto.randomUUID(), input: text };
      try {
        const output = await call(input, { idempotencyKey: open.current.key });
        open.current = null;
        return output;
      } catch (error) {
        if (error instanceof AppError && error.code !== 'unreachable') open.current = null;
        throw error;
      }
    },
    onSuccess: (output, input) => {
      for (const key of options.refreshes) void queries.invalidateQueries({ queryKey: key });
      options.onDone?.(output, input);
    },
  });
}

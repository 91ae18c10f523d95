import { z } from 'zod';

const listeningSchema = z.object({
  event: z.literal('listening'),
  pas: z.string(),
  plms: z.string(),
  rag: z.string().nullish(),
  hmi: z.string().nullish(),
});
export type Listening = z.infer<typeof listeningSchema>;

/** Reads the first line of `serve --json`; null when it is anything else. */
export function parseListening(line: string): Listening | null {
  try {
    return listeningSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

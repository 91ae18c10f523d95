import { z } from 'zod';

/** The file in the data folder that says where a running engine answers. */
export const DISCOVERY_FILE = 'discovery.json';

/** What it holds. An engine of another version may lack the addresses that were added later. */
export const discoverySchema = z.object({
  pid: z.number().int().positive(),
  started_at: z.string(),
  version: z.string(),
  pas: z.string(),
  plms: z.string(),
  rag: z.string().nullish(),
  rpc: z.string().nullish(),
  hmi: z.string().nullish(),
  token_file: z.string().nullish(),
});
export type Discovery = z.infer<typeof discoverySchema>;

/** The text of the file. */
export function writeDiscoveryText(discovery: Discovery): string {
  return `${JSON.stringify(discovery, null, 2)}\n`;
}

/** What the text says, or null when it is no discovery file. */
export function parseDiscovery(text: string): Discovery | null {
  try {
    return discoverySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

import { afterEach, beforeEach } from 'vitest';
import { must } from '#shared/assert.ts';
import type { Answers, Received } from './peer.ts';
import { startPeer } from './peer.ts';
import { createWorld, runVp } from './run-vp.ts';

type Peer = Awaited<ReturnType<typeof startPeer>>;
type World = Awaited<ReturnType<typeof createWorld>>;

interface More {
  columns?: number;
  env?: Record<string, string>;
}

/**
 * For each test of the file: a home, a repository, and `vp` against a peer that gives the test's
 * answers.
 */
export function useVp() {
  let world: World | null = null;
  const peers: Peer[] = [];
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    await Promise.all(peers.splice(0).map((peer) => peer.close()));
    await world?.remove();
  });
  const here = () => must(world, 'every test has its world');
  const latest = () => must(peers.at(-1), 'vp ran before');
  const again = (args: readonly string[], more: More = {}) => {
    const env = { ...latest().env, ...more.env };
    return runVp(args, { ...more, home: here().home, cwd: here().repo, env });
  };
  return {
    repo: () => here().repo,
    received: (): Received[] => latest().received,
    /** Runs `vp` against the peer of the call before. */
    again,
    async run(answers: Answers, args: readonly string[], more: More = {}) {
      peers.push(await startPeer(answers));
      return again(args, more);
    },
  };
}

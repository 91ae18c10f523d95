import { mayApprove, type Requester } from '#shared/rules.ts';
import type { ClassifiedCommand } from './classify-command.ts';
import { baseName, laneHasTool } from './lane-has-tool.ts';

export interface CommandQuestion {
  command: Pick<ClassifiedCommand, 'origin' | 'argv' | 'fault'>;
  requester: Requester;
  lane: { name: string; allowedTools: readonly string[] };
  /** A system program that the command's program is a link to; null: it is none. */
  leadsTo: string | null;
  /** What a recorded rule for this action says; null: there is none. */
  rule: 'allow' | 'deny' | null;
}

export interface CommandDecision {
  verdict: 'runs' | 'asks' | 'refused';
  /** A sentence for a person. */
  reason: string;
}

const SENDERS: Readonly<Record<Exclude<Requester, 'local_user' | 'approving_token'>, string>> = {
  token: 'a token that may not approve',
  agent: 'an agent',
  mcp: 'an MCP client',
};

/**
 * Whether a command runs, waits for a person, or is refused. No argument is judged: what a command
 * can do is the sandbox's business.
 */
export function decideCommand(question: CommandQuestion): CommandDecision {
  const { command, requester, rule } = question;
  if (command.fault !== null) return { verdict: 'refused', reason: command.fault };
  if (rule === 'deny') {
    return { verdict: 'refused', reason: 'A recorded rule denies this command.' };
  }
  if (command.origin === 'found') {
    return { verdict: 'runs', reason: 'The repository names this command itself.' };
  }
  if (command.origin === 'template') {
    return { verdict: 'runs', reason: 'Slipway builds this command from a template.' };
  }
  if (rule === 'allow') return { verdict: 'runs', reason: 'A recorded rule allows this command.' };
  if (mayApprove(requester)) return askTheLane(question);
  const reason = `The command comes from ${SENDERS[requester]}, and the repository does not name it.`;
  return { verdict: 'asks', reason };
}

function askTheLane({ command, lane, leadsTo }: CommandQuestion): CommandDecision {
  const [program = ''] = command.argv;
  const { allowedTools } = lane;
  const list = `the list of programs of the lane ${lane.name}`;
  const name = `“${baseName(program)}”`;
  if (laneHasTool(program, allowedTools)) {
    if (leadsTo === null || laneHasTool(leadsTo, allowedTools)) {
      return { verdict: 'runs', reason: `${name} is on ${list}.` };
    }
    const reason = `${name} is a link to “${baseName(leadsTo)}”, which is not on ${list}.`;
    return { verdict: 'asks', reason };
  }
  return { verdict: 'asks', reason: `${name} is not on ${list}.` };
}

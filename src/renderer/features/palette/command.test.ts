import { describe, expect, it } from 'vitest';
import { bySection, type Command, matchKey } from './command.ts';

const command = (id: string, keys: string | null, section: Command['section']): Command => ({
  id,
  title: id,
  section,
  keys,
  perform: () => undefined,
});
const commands = [
  command('home', 'g h', 'Go to'),
  command('new', 'n', 'Do'),
  command('projects', 'g p', 'Go to'),
];

describe('commands', () => {
  it('matches one-key and two-key shortcuts', () => {
    expect(matchKey(commands, null, 'n').command?.id).toBe('new');
    expect(matchKey(commands, null, 'g')).toEqual({ command: null, isPrefix: true });
    expect(matchKey(commands, 'g', 'p').command?.id).toBe('projects');
    expect(matchKey(commands, 'g', 'x')).toEqual({ command: null, isPrefix: false });
    expect(matchKey(commands, 'x', 'n').command).toBeNull();
  });

  it('keeps the order inside a section', () => {
    const sections = bySection(commands);
    expect([...sections.keys()]).toEqual(['Go to', 'Do']);
    expect(sections.get('Go to')?.map((entry) => entry.id)).toEqual(['home', 'projects']);
  });
});

import { useEffect, useRef } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  TextField,
  useFilter,
} from 'react-aria-components';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { bySection, type Command } from './command.ts';
import './command-palette.css';

interface Props {
  commands: readonly Command[];
  onDone: () => void;
}

/** Search field over every command; arrows move, enter does, escape closes. */
export function CommandPalette({ commands, onDone }: Props) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const perform = (id: unknown) => {
    onDone();
    commands.find((command) => command.id === id)?.perform();
  };
  return (
    <Autocomplete filter={contains}>
      <TextField aria-label="Search commands" className="palette-field">
        <Input
          ref={input}
          className="palette-input"
          placeholder="Search for an action, run or project"
        />
      </TextField>
      <ScrollRegion label="Results" className="palette-scroll">
        <Menu
          aria-label="Commands"
          className="palette-list"
          onAction={perform}
          renderEmptyState={() => <p className="palette-none">No action has that name.</p>}
        >
          {[...bySection(commands)].map(([section, entries]) => (
            <MenuSection key={section} id={section}>
              <Header className="palette-section">{section}</Header>
              {entries.map((command) => (
                <MenuItem
                  key={command.id}
                  id={command.id}
                  textValue={command.title}
                  className="palette-item"
                >
                  <span className="clip">{command.title}</span>
                  {command.keys === null ? null : <kbd>{command.keys}</kbd>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </ScrollRegion>
    </Autocomplete>
  );
}

import { Play } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TabBar } from '../../ui/tab-bar.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Entry } from './entry.tsx';

const LOOKS = ['plain', 'primary', 'quiet', 'danger'] as const;
const OPTIONS = [
  { id: 'pause', label: 'Pause' },
  { id: 'ask', label: 'Ask' },
  { id: 'stop', label: 'Stop' },
];
const nothing = () => undefined;

/** What one presses, chooses and types into. */
export function ControlEntries() {
  return (
    <Panel title="Controls">
      <div className="gallery-grid">
        {LOOKS.map((look) => (
          <Entry key={look} name={`button ${look}`}>
            <Button look={look} icon={<Play aria-hidden />}>
              Start
            </Button>
          </Entry>
        ))}
        {LOOKS.map((look) => (
          <Entry key={look} name={`button ${look}, disabled`}>
            <Button look={look} isDisabled>
              Start
            </Button>
          </Entry>
        ))}
        <Entry name="button, icon only">
          <Button look="quiet" aria-label="Start" icon={<Play aria-hidden />}>
            {null}
          </Button>
        </Entry>
        <Entry name="choice">
          <Choice label="At the cap" options={OPTIONS} value="ask" onChange={nothing} />
        </Entry>
        <Entry name="text field">
          <TextField label="Name" defaultValue="calculator" />
        </Entry>
        <Entry name="text field, hint">
          <TextField label="Cap in dollars" placeholder="5.00" hint="The upper end of the 90 %." />
        </Entry>
        <Entry name="text field, error">
          <TextField label="Cap in dollars" defaultValue="five" error="An amount such as 4.50" />
        </Entry>
        <Entry name="text area, mono">
          <TextField label="PRD in Markdown" rows={3} mono defaultValue="# Login" />
        </Entry>
      </div>
      <div className="gallery-wide">
        <Entry name="tabs">
          <TabBar
            label="Views of nothing"
            tabs={[
              { id: 'timeline', label: 'Timeline' },
              { id: 'proof', label: 'Proof · 1 failing' },
            ]}
            selected="proof"
            onSelect={nothing}
          >
            <p className="panel-none">What the chosen tab holds.</p>
          </TabBar>
        </Entry>
      </div>
    </Panel>
  );
}

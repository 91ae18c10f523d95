import { Drawer, DrawerSection } from '../../ui/drawer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Entry } from './entry.tsx';

const nothing = () => undefined;

/** The drawer beside what it belongs to. */
export function DrawerEntries() {
  return (
    <Panel title="Drawer">
      <div className="gallery-wide">
        <Entry name="drawer">
          <div className="beside-drawer">
            <p className="panel-none">The view that the drawer stands beside.</p>
            <Drawer
              label="Task sample"
              title="implement /login"
              detail="Code-Impl · t-17"
              onClose={nothing}
            >
              <dl className="fact-list">
                <dt>Kind</dt>
                <dd>agent</dd>
                <dt>Spend</dt>
                <dd>$0.12 of $0.40 reserved</dd>
              </dl>
              <DrawerSection label="Gates">
                <p className="panel-none">Nothing has been measured for this task.</p>
              </DrawerSection>
            </Drawer>
          </div>
        </Entry>
      </div>
    </Panel>
  );
}

import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import './tab-bar.css';

interface Props<T extends string> {
  label: string;
  tabs: readonly { id: T; label: ReactNode }[];
  selected: T;
  onSelect: (tab: T) => void;
  children: ReactNode;
}

/** Tabs whose selection is part of the route; only the chosen panel is built. */
export function TabBar<T extends string>({ label, tabs, selected, onSelect, children }: Props<T>) {
  const select = (key: unknown) => {
    const tab = tabs.find((candidate) => candidate.id === key);
    if (tab) onSelect(tab.id);
  };
  return (
    <Tabs className="tabs" selectedKey={selected} onSelectionChange={select}>
      <TabList aria-label={label} className="tab-list">
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={selected} key={selected} className="tab-panel">
        {children}
      </TabPanel>
    </Tabs>
  );
}

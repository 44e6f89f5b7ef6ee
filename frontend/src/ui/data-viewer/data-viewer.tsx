import { Tabs } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CopyButton } from '../copy-button';
import { formatBytes } from '../format';
import classes from './data-viewer.module.css';
import { RawView } from './raw-view';
import { firstExpanded, visibleRows } from './tree-rows';
import { TreeView } from './tree-view';

interface DataViewerProps {
  /** What the data is, e.g. `Output of Order received`. */
  label: string;
  value: unknown;
  /** How an expression reaches the value, e.g. `steps.order`. */
  path: string;
}

/**
 * Shows JSON as text, never as anything that could run: a tree to walk through, and the whole as it is. Both draw only
 * the lines in view, so megabytes show as fast as a line does. Give it a `key` by what it shows: what a person has
 * unfolded stays while a value grows, and starts anew with another one.
 */
export function DataViewer({ label, value, path }: DataViewerProps) {
  const [tab, setTab] = useState<string | null>('tree');
  const [selected, setSelected] = useState<string>();
  const [toggled, setToggled] = useState<Set<string>>();
  const expanded = useMemo(() => toggled ?? firstExpanded(value), [toggled, value]);
  const rows = useMemo(() => visibleRows(value, expanded, path), [value, expanded, path]);
  const bytes = useMemo(() => JSON.stringify(value)?.length ?? 0, [value]);
  const chosen = tab === 'tree' ? rows.find((row) => row.pointer === selected) : undefined;

  const toggle = (pointer: string) => {
    const next = new Set(expanded);
    if (!next.delete(pointer)) next.add(pointer);
    setToggled(next);
  };

  return (
    <Tabs value={tab} onChange={setTab} className={classes.viewer} data-testid="data-viewer" keepMounted={false}>
      <div className={classes.bar}>
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="tree">Tree</Tabs.Tab>
          <Tabs.Tab value="raw">Raw</Tabs.Tab>
        </Tabs.List>
        <code className={classes.path} title={chosen?.path ?? path}>
          {chosen?.path ?? path}
        </code>
        <span className={classes.size}>{formatBytes(bytes)}</span>
        <CopyButton label="Copy path" text={chosen?.path ?? path} icon="path" />
        <CopyButton label="Copy value" text={() => textOf(chosen ? chosen.value : value)} />
      </div>
      <Tabs.Panel value="tree" className={classes.panel}>
        <TreeView label={label} rows={rows} selected={selected} onSelect={setSelected} onToggle={toggle} />
      </Tabs.Panel>
      <Tabs.Panel value="raw" className={classes.panel}>
        <RawView label={label} value={value} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** A string is copied as it is, anything else as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}

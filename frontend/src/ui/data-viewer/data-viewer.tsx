import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CopyButton } from '../copy-button';
import { formatBytes } from '../format';
import classes from './data-viewer.module.css';
import type { Rest } from './parts';
import { RawView } from './raw-view';
import { firstExpanded, visibleRows, type TreeRow } from './tree-rows';
import { TreeView } from './tree-view';
import { useParts } from './use-parts';

interface DataViewerProps {
  /** What the data is, e.g. `Output of Order received`. */
  label: string;
  value: unknown;
  /** How an expression reaches the value, e.g. `steps.order`. */
  path: string;
  /** Where the rest is, if the value is only a part. */
  rest?: Rest | undefined;
}

/**
 * Shows JSON as text, never as anything that could run: a tree to walk through, and the whole as it is. Both draw only
 * the lines in view, so megabytes show as fast as a line does; of what was cut, more is fetched where somebody asks for
 * it. Give it a `key` by what it shows: what a person has unfolded stays while a value grows, and starts anew with
 * another one.
 */
export function DataViewer({ label, value, path, rest }: DataViewerProps) {
  const [tab, setTab] = useState<string | null>('tree');
  const [selected, setSelected] = useState<string>();
  const [toggled, setToggled] = useState<Set<string>>();
  const parts = useParts(value, rest);
  const expanded = useMemo(() => toggled ?? firstExpanded(parts.value), [toggled, parts.value]);
  const rows = useMemo(
    () => visibleRows(parts.value, expanded, path, parts.cuts),
    [parts.value, parts.cuts, expanded, path],
  );
  const bytes = useMemo(() => rest?.bytes ?? JSON.stringify(value)?.length ?? 0, [rest, value]);
  const chosen = tab === 'tree' ? rows.find((row) => row.pointer === selected) : undefined;
  const copied = chosen ?? { pointer: '', value: parts.value };
  const isPart = parts.cuts.some(({ pointer }) => isWithin(pointer, copied.pointer));

  const toggle = (row: TreeRow) => {
    const next = new Set(expanded);
    if (!row.rest && !next.delete(row.pointer)) next.add(row.pointer);
    setToggled(next);
    if (row.rest) parts.loadMore(row.rest.pointer);
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
        <span className={classes.size}>
          {formatBytes(bytes)}
          {parts.cuts.length > 0 && ', shown in part'}
        </span>
        {rest && (
          <Tooltip label="Download all of it">
            <ActionIcon
              component="a"
              href={rest.href}
              download
              variant="subtle"
              color="gray"
              size={24}
              aria-label="Download"
            >
              <Download size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        <CopyButton label="Copy path" text={chosen?.path ?? path} icon="path" />
        <CopyButton label={isPart ? 'Copy what is shown' : 'Copy value'} text={() => textOf(copied.value)} />
      </div>
      {parts.error !== undefined && (
        <p className={classes.failed} role="alert">
          More of it could not be loaded. Try again in a moment, or download all of it.
        </p>
      )}
      <Tabs.Panel value="tree" className={classes.panel}>
        <TreeView
          label={label}
          rows={rows}
          selected={selected}
          loading={parts.loading}
          onSelect={setSelected}
          onToggle={toggle}
        />
      </Tabs.Panel>
      <Tabs.Panel value="raw" className={classes.panel}>
        <RawView label={label} value={parts.value} />
      </Tabs.Panel>
    </Tabs>
  );
}

function isWithin(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}

/** A string is copied as it is, anything else as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}

import { TextInput } from '@mantine/core';
import type { NodeManifest } from '@eventloom/backend/contract';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { carryType } from '../../canvas/dragged-type';
import { NodeIcon } from '../../ui/node-icon';
import { useEditor } from '../use-editor';
import classes from './palette.module.css';
import { rankTypes } from './rank-types';

const ANYWHERE = { needsInput: false, needsOutput: false, wantsTrigger: false };

/** Every node type, to be dragged onto the canvas, or pressed to be put in its middle. */
export function Palette() {
  const { manifests, edit } = useEditor();
  const [query, setQuery] = useState('');
  const groups = useMemo(() => groupsOf([...manifests.values()], query), [manifests, query]);
  return (
    <aside className={classes.palette} aria-label="Palette">
      <TextInput
        size="xs"
        type="search"
        aria-label="Search steps"
        placeholder="Search steps"
        leftSection={<Search size={14} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        className={classes.search}
      />
      <div className={classes.list}>
        {groups.map(([group, types]) => (
          <section key={group} aria-label={group}>
            <h2 className={classes.group}>{group}</h2>
            {types.map((manifest) => (
              <button
                key={manifest.type}
                type="button"
                draggable
                className={classes.item}
                data-shape={manifest.kind}
                data-tone={manifest.tone}
                title={manifest.description}
                onClick={() => edit.addInMiddle(manifest)}
                onDragStart={(event) => {
                  carryType(event.dataTransfer, manifest);
                  event.dataTransfer.effectAllowed = 'copy';
                }}
              >
                <span className={classes.icon}>
                  <NodeIcon name={manifest.icon} size={15} />
                </span>
                {manifest.title}
              </button>
            ))}
          </section>
        ))}
        {groups.length === 0 && <p className={classes.nothing}>No step matches “{query}”.</p>}
      </div>
    </aside>
  );
}

/** By group in the order of the catalogue; while searching, the best match decides which group comes first. */
function groupsOf(manifests: NodeManifest[], query: string): [string, NodeManifest[]][] {
  const found = query === '' ? manifests : rankTypes(manifests, query, ANYWHERE).map(({ manifest }) => manifest);
  const groups = new Map<string, NodeManifest[]>();
  for (const manifest of found) groups.set(manifest.group, [...(groups.get(manifest.group) ?? []), manifest]);
  return [...groups];
}

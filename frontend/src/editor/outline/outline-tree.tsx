import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { topologicalOrder } from '../../canvas/place-nodes';
import { onlyNode } from '../editor-session';
import { useDocument, useEditor, useUi } from '../use-editor';
import { OutlineItem } from './outline-item';
import classes from './outline-tree.module.css';

const ROW_HEIGHT = 34;
const PAGE = 10;

/**
 * The steps as a list in the order in which they run: the same workflow, with all that can be done to it, for those who
 * would rather not use a canvas. What has the focus is chosen, so every key of the editor means it.
 */
export default function OutlineTree() {
  const { session, edit } = useEditor();
  const graph = useDocument((snapshot) => snapshot.graph);
  const chosen = useUi((ui) => onlyNode(ui.selection));
  const current = useStore(session.overlay, (overlay) => overlay.current);
  const [renaming, setRenaming] = useState<string | undefined>(undefined);
  const tree = useRef<HTMLDivElement>(null);
  const items = useMemo(() => {
    const byId = new Map(graph.nodes.map((node) => [node.id, node]));
    return topologicalOrder(graph).flatMap((id) => byId.get(id) ?? []);
  }, [graph]);
  const stop = Math.max(
    items.findIndex((node) => node.id === current),
    0,
  );
  const rows = useVirtualizer({
    count: items.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => tree.current,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 8,
    // The tab stop is always there, wherever the list has been scrolled to.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), stop])].sort((one, other) => one - other),
  });
  useEffect(() => {
    if (items.length > 0) rows.scrollToIndex(stop);
  }, [rows, stop, items.length]);

  const goTo = (index: number): void => {
    const node = items[Math.max(0, Math.min(index, items.length - 1))];
    if (node) edit.goTo(node.id);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const moves: Record<string, number> = {
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      PageDown: stop + PAGE,
      PageUp: stop - PAGE,
      Home: 0,
      End: items.length - 1,
    };
    const next = moves[event.key];
    const here = items[stop]?.id;
    if (event.shiftKey || event.ctrlKey || event.metaKey || here === undefined) return;
    if (next !== undefined) goTo(next);
    else if (event.key === 'Enter' || event.key === ' ') open(here);
    else if (event.key === 'F2') setRenaming(here);
    else return;
    event.preventDefault();
  };
  const open = (nodeId: string): void => {
    edit.goTo(nodeId);
    session.ui.setState({ isPanelOpen: true, target: { nodeId, param: undefined } });
  };
  if (items.length === 0) return <p className={classes.nothing}>No steps yet.</p>;
  return (
    <div ref={tree} className={classes.tree} role="tree" aria-label="Outline" onKeyDown={onKeyDown}>
      <div role="presentation" className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const node = items[index];
          return (
            node && (
              <OutlineItem
                key={key}
                node={node}
                place={{ index, of: items.length, top: start }}
                isChosen={node.id === chosen}
                isStop={index === stop}
                isRenaming={renaming === node.id}
                onRename={(isIt) => setRenaming(isIt ? node.id : undefined)}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

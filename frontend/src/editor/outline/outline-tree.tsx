import { useMemo, useRef } from 'react';
import { titleOf } from '../../canvas/flow-elements';
import { topologicalOrder } from '../../canvas/place-nodes';
import { NodeIcon } from '../../ui/node-icon';
import { StateGlyph } from '../../ui/state-badge';
import { useStore } from 'zustand';
import { onlyNode } from '../editor-session';
import { useDocument, useEditor, useUi } from '../use-editor';
import classes from './outline-tree.module.css';

/** The steps as a list in the order in which they run: the same workflow for those who would rather not use a canvas. */
export function OutlineTree() {
  const { session, manifests, edit } = useEditor();
  const graph = useDocument((snapshot) => snapshot.graph);
  const chosen = useUi((ui) => onlyNode(ui.selection));
  const current = useStore(session.overlay, (overlay) => overlay.current);
  const runs = useStore(session.overlay, (overlay) => overlay.runs);
  const tree = useRef<HTMLUListElement>(null);
  const items = useMemo(() => {
    const byId = new Map(graph.nodes.map((node) => [node.id, node]));
    return topologicalOrder(graph).flatMap((id) => byId.get(id) ?? []);
  }, [graph]);
  const stop = items.some((node) => node.id === current) ? current : items[0]?.id;

  const open = (nodeId: string): void => {
    session.ui.setState({ isPanelOpen: true });
    edit.goTo(nodeId);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLLIElement>, nodeId: string): void => {
    const elements = [...(tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])];
    const here = elements.indexOf(event.currentTarget);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: elements.length - 1 }[event.key];
    if (next !== undefined) elements[next]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') open(nodeId);
    else return;
    event.preventDefault();
  };
  if (items.length === 0) return <p className={classes.nothing}>No steps yet.</p>;
  return (
    <ul ref={tree} className={classes.tree} role="tree" aria-label="Outline">
      {items.map((node, index) => {
        const manifest = manifests.get(node.type);
        const run = runs[node.id];
        return (
          <li
            key={`${node.id}-${index}`}
            role="treeitem"
            aria-selected={node.id === chosen}
            aria-label={`${titleOf(node, manifest)}, ${manifest?.kind ?? 'action'}, ${run?.status ?? 'idle'}`}
            tabIndex={node.id === stop ? 0 : -1}
            className={classes.item}
            data-tone={manifest?.tone}
            onClick={() => open(node.id)}
            onFocus={() => session.overlay.setState({ current: node.id })}
            onKeyDown={(event) => onKeyDown(event, node.id)}
          >
            <span className={classes.icon}>
              <NodeIcon name={manifest?.icon ?? 'circle-help'} size={14} />
            </span>
            <span className={classes.title}>{titleOf(node, manifest)}</span>
            {run && <StateGlyph state={run.status} />}
          </li>
        );
      })}
    </ul>
  );
}

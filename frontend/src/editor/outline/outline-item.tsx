import type { GraphNode } from '@eventloom/backend/contract';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { titleOf } from '../../canvas/flow-elements';
import { LabelField } from '../../canvas/label-field';
import { NodeIcon } from '../../ui/node-icon';
import { StateGlyph } from '../../ui/state-badge';
import { useEditor } from '../use-editor';
import { OutlineMenu } from './outline-menu';
import classes from './outline-tree.module.css';

interface OutlineItemProps {
  node: GraphNode;
  place: { index: number; of: number; top: number };
  isChosen: boolean;
  /** Whether the tree's one tab stop is here. */
  isStop: boolean;
  isRenaming: boolean;
  onRename: (isRenaming: boolean) => void;
}

/** A step in the outline, with a menu of what can be done to it. */
export function OutlineItem({ node, place, isChosen, isStop, isRenaming, onRename }: OutlineItemProps) {
  const { session, manifests, edit } = useEditor();
  const run = useStore(session.overlay, ({ runs }) => runs[node.id]);
  const problems = useStore(session.overlay, (overlay) => overlay.problems[node.id]);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const manifest = manifests.get(node.type);
  const title = titleOf(node, manifest);
  const choose = (): void => {
    session.select([node.id]);
    session.overlay.setState({ current: node.id });
  };
  const openMenu = (event: React.SyntheticEvent): void => {
    event.preventDefault();
    choose();
    setMenuOpen(true);
  };
  return (
    <div
      role="treeitem"
      aria-level={1}
      aria-posinset={place.index + 1}
      aria-setsize={place.of}
      aria-selected={isChosen}
      aria-label={`${title}, ${manifest?.kind ?? 'action'}, ${run?.status ?? 'idle'}`}
      aria-description={[...(node.disabled ? ['Disabled'] : []), ...(problems?.details ?? [])].join('. ') || undefined}
      tabIndex={isStop ? 0 : -1}
      className={classes.item}
      style={{ transform: `translateY(${place.top}px)` }}
      data-outline={node.id}
      data-tone={manifest?.tone}
      data-disabled={node.disabled || undefined}
      onClick={(event) => {
        // What is pressed in the menu comes by here too.
        if (!event.currentTarget.contains(event.target as Node)) return;
        session.ui.setState({ isPanelOpen: true });
        edit.goTo(node.id);
      }}
      onDoubleClick={() => onRename(true)}
      onFocus={(event) => event.target === event.currentTarget && choose()}
      onContextMenu={openMenu}
      onKeyDown={(event) => {
        if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu(event);
      }}
    >
      <span className={classes.icon}>
        <NodeIcon name={manifest?.icon ?? 'circle-help'} size={14} />
      </span>
      {isRenaming ? (
        <LabelField
          title={title}
          onDone={(label) => (edit.rename(node.id, label), onRename(false))}
          onCancel={() => onRename(false)}
        />
      ) : (
        <span className={classes.title}>{title}</span>
      )}
      {run && <StateGlyph state={run.status} />}
      {!run && problems && (
        <TriangleAlert size={14} aria-hidden className={classes.mark} data-severity={problems.severity} />
      )}
      <OutlineMenu nodeId={node.id} title={title} isOpen={isMenuOpen} onChange={setMenuOpen} onRename={onRename} />
    </div>
  );
}

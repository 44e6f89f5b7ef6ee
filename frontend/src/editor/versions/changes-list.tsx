import type { Graph, NodeManifest } from '@eventloom/backend/contract';
import { useEffect, useRef } from 'react';
import { ChangeMark } from '../../canvas/change-mark';
import { titleOf } from '../../canvas/flow-elements';
import type { GraphChanges, NodeChange } from '../model/compare-graphs';
import type { Comparison } from './compare-states';
import { FieldDiff } from './field-diff';
import classes from './comparison.module.css';

interface ChangesListProps {
  comparison: Comparison;
  manifests: ReadonlyMap<string, NodeManifest>;
  selectedNodeId: string | undefined;
  onSelect: (nodeId: string) => void;
}

/** Everything that is different, step by step and field by field. */
export function ChangesList({ comparison, manifests, selectedNodeId, onSelect }: ChangesListProps) {
  const { changes, graph, settings } = comparison;
  const isSame = changes.nodes.length + changes.edges.length + settings.length === 0;
  return (
    <section className={classes.changes} aria-label="Changes">
      {isSame && <p className={classes.none}>No difference: both are the same.</p>}
      {changes.nodes.map((change) => (
        <StepChange
          key={change.node.id}
          change={change}
          manifest={manifests.get(change.node.type)}
          isSelected={change.node.id === selectedNodeId}
          onSelect={onSelect}
        />
      ))}
      {changes.edges.length > 0 && <Connections edges={changes.edges} graph={graph} manifests={manifests} />}
      {settings.length > 0 && (
        <article className={classes.change} aria-label="Workflow settings">
          <h3>Workflow settings</h3>
          <FieldDiff changes={settings} />
        </article>
      )}
    </section>
  );
}

interface StepChangeProps {
  change: NodeChange;
  manifest: NodeManifest | undefined;
  isSelected: boolean;
  onSelect: (nodeId: string) => void;
}

function StepChange({ change: { kind, node, isMoved, fields }, manifest, isSelected, onSelect }: StepChangeProps) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isSelected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const title = titleOf(node, manifest);
  return (
    <article ref={element} className={classes.change} aria-label={title} data-selected={isSelected || undefined}>
      <h3>
        <button type="button" onClick={() => onSelect(node.id)}>
          {title}
        </button>
        <ChangeMark change={kind} isInline />
        {isMoved && kind !== 'moved' && <ChangeMark change="moved" isInline />}
      </h3>
      {fields.length > 0 && <FieldDiff changes={fields} manifest={manifest} />}
    </article>
  );
}

interface ConnectionsProps {
  edges: GraphChanges['edges'];
  graph: Graph;
  manifests: ReadonlyMap<string, NodeManifest>;
}

function Connections({ edges, graph, manifests }: ConnectionsProps) {
  const nameOf = (id: string): string => {
    const node = graph.nodes.find((each) => each.id === id);
    return node ? titleOf(node, manifests.get(node.type)) : id;
  };
  return (
    <article className={classes.change} aria-label="Connections">
      <h3>Connections</h3>
      <ul className={classes.edges}>
        {edges.map(({ kind, edge }) => (
          <li key={`${kind} ${edge.id}`}>
            <span>
              {nameOf(edge.source)}
              {edge.sourceHandle ? ` (${edge.sourceHandle})` : ''} → {nameOf(edge.target)}
            </span>
            <ChangeMark change={kind} isInline />
          </li>
        ))}
      </ul>
    </article>
  );
}

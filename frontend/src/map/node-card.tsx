import { ActionIcon } from '@mantine/core';
import type { MapEdge, MapNode } from '@eventloom/backend/contract';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Fact, Facts } from '../ui/facts';
import { formatCount } from '../ui/format';
import { StateBadge } from '../ui/state-badge';
import { CardLinks } from './card-links';
import { CardTies } from './card-ties';
import { findBacklogs, formatRate, kindWord } from './map-words';
import classes from './node-card.module.css';
import { NodeIcon, roleOf } from './node-icon';

interface NodeCardProps {
  node: MapNode;
  nodes: ReadonlyMap<string, MapNode>;
  edges: ReadonlyMap<string, MapEdge>;
  isFocused: boolean;
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** What is known of a node of the map, whom it is tied to, and where one can go from it. */
export function NodeCard({ node, nodes, edges, isFocused, onOpen, onClose }: NodeCardProps) {
  const card = useRef<HTMLElement>(null);
  const { id, label, status, kind, ratePerMinute } = node;
  const ties = [...edges.values()];
  const backlog = findBacklogs(ties).get(id) ?? 0;
  useEffect(() => card.current?.focus({ preventScroll: true }), [id]);
  return (
    <section ref={card} className={classes.card} aria-label={`About ${label}`} tabIndex={-1} data-tone={roleOf(node)}>
      <header className={classes.head}>
        <span className={classes.icon}>
          <NodeIcon node={node} />
        </span>
        <h2 className={classes.title} data-topic={kind === 'topic' || undefined}>
          {label}
        </h2>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Close" onClick={onClose}>
          <X size={14} aria-hidden />
        </ActionIcon>
      </header>
      <Facts>
        <Fact name="Kind">{kindWord(node)}</Fact>
        {status !== undefined && (
          <Fact name="State">
            <StateBadge state={status} size={13} />
          </Fact>
        )}
        <Fact name={kind === 'consumer' ? 'Runs' : 'Events'}>{formatRate(ratePerMinute)}/min</Fact>
        {kind === 'consumer' && (
          <Fact name="Waiting">
            <span className={backlog > 0 ? classes.late : undefined}>{formatCount(backlog, 'run')}</span>
          </Fact>
        )}
      </Facts>
      <CardTies
        title="Comes from"
        ties={ties.filter(({ target }) => target === id)}
        end="source"
        {...{ nodes, onOpen }}
      />
      <CardTies title="Goes to" ties={ties.filter(({ source }) => source === id)} end="target" {...{ nodes, onOpen }} />
      <CardLinks node={node} isFocused={isFocused} onFocusHere={onClose} />
    </section>
  );
}

import type { MapNode } from '@eventloom/backend/contract';
import { Crosshair } from 'lucide-react';
import { LinkButton } from '../ui/link-button';
import classes from './node-card.module.css';

interface CardLinksProps {
  node: MapNode;
  /** Whether the map is narrowed to the node already. */
  isFocused: boolean;
  onFocusHere: () => void;
}

/** Where one can go from a node: to what it is, to what came of it, and nearer to it on the map. */
export function CardLinks({ node, isFocused, onFocusHere }: CardLinksProps) {
  const { id, topic, workflowId, nodeId } = node;
  return (
    <div className={classes.links}>
      {workflowId !== undefined && (
        <>
          <LinkButton
            {...{ variant: 'default', size: 'xs' }}
            to="/workflows/$workflowId"
            params={{ workflowId }}
            search={{ node: nodeId }}
          >
            Open workflow
          </LinkButton>
          <LinkButton {...{ variant: 'default', size: 'xs' }} to="/runs" search={{ workflowId }}>
            Its runs
          </LinkButton>
        </>
      )}
      {topic !== undefined && !isPattern(topic) && (
        <>
          <LinkButton {...{ variant: 'default', size: 'xs' }} to="/topics/$type" params={{ type: topic }}>
            Open topic
          </LinkButton>
          <LinkButton {...{ variant: 'default', size: 'xs' }} to="/events" search={{ type: topic }}>
            Its events
          </LinkButton>
        </>
      )}
      {!isFocused && (
        <LinkButton
          {...{ variant: 'light', size: 'xs' }}
          leftSection={<Crosshair size={12} aria-hidden />}
          to="/map"
          search={{ focus: id }}
          onClick={onFocusHere}
        >
          Focus here
        </LinkButton>
      )}
    </div>
  );
}

/** What workflows listen to before a topic is known that it takes: there is no page of it. */
function isPattern(topic: string): boolean {
  return topic.split('.').some((segment) => segment === '*' || segment === '>');
}

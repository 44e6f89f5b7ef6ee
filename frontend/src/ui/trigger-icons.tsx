import { Group, Tooltip } from '@mantine/core';
import { useNodeTypes } from '../api/queries';
import { NodeIcon } from './node-icon';
import classes from './workflow-state.module.css';

/** What starts a workflow, as icons with their names on hover. */
export function TriggerIcons({ types }: { types: string[] }) {
  const manifests = useNodeTypes();
  if (types.length === 0) return <span className={classes.none}>none</span>;
  return (
    <Group gap={6} wrap="nowrap">
      {[...new Set(types)].map((type) => {
        const title = manifests.get(type)?.title ?? type;
        return (
          <Tooltip key={type} label={title}>
            <span className={classes.trigger} role="img" aria-label={title}>
              <NodeIcon name={manifests.get(type)?.icon ?? 'zap'} size={15} />
            </span>
          </Tooltip>
        );
      })}
    </Group>
  );
}

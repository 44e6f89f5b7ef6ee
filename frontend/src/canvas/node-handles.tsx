import { Handle, Position } from '@xyflow/react';
import { Plus } from 'lucide-react';
import { memo } from 'react';
import { useCanvas } from './canvas-overlay';
import { INPUT_HANDLE, TOPIC_HANDLE, type StepData } from './flow-elements';
import { portName, portTop, type DrawnPort } from './node-geometry';
import classes from './node-handles.module.css';

interface NodeHandlesProps {
  id: string;
  data: StepData;
  hasInput: boolean;
}

/** The ways in and out of a step; beside each way out that leads nowhere, a button that adds what comes next. */
export const NodeHandles = memo(function NodeHandles({ id, data, hasInput }: NodeHandlesProps) {
  const { actions } = useCanvas();
  const { ports, taken, title } = data;
  return (
    <>
      {hasInput && <Handle id={INPUT_HANDLE} type="target" position={Position.Left} className={classes.handle} />}
      {data.node.type === 'event' && (
        <Handle
          id={TOPIC_HANDLE}
          type="target"
          position={Position.Left}
          isConnectable={false}
          className={classes.topic}
        />
      )}
      {ports.map((port, index) => {
        const top = portTop(index, ports.length);
        return (
          <span key={port.name}>
            <Handle
              id={port.name}
              type="source"
              position={Position.Right}
              className={classes.handle}
              data-unknown={port.unknown}
              style={{ top }}
            />
            {ports.length > 1 && (
              <span className={classes.portTitle} data-unknown={port.unknown} style={{ top }} title={port.name}>
                {portName(port)}
              </span>
            )}
            {actions && !taken.has(port.name) && (
              <button
                type="button"
                tabIndex={-1}
                className={`${classes.add} nodrag nopan`}
                style={{ top }}
                aria-label={addLabel(title, port, ports.length)}
                title={addLabel(title, port, ports.length)}
                onClick={(event) => {
                  event.stopPropagation();
                  const { right, top: y } = event.currentTarget.getBoundingClientRect();
                  actions.addAfter(id, port.name, { x: right + 8, y });
                }}
              >
                <Plus size={14} aria-hidden />
              </button>
            )}
          </span>
        );
      })}
    </>
  );
});

function addLabel(title: string, port: DrawnPort, ports: number): string {
  return ports > 1 ? `Add step after ${title} (${port.title || port.name})` : `Add step after ${title}`;
}

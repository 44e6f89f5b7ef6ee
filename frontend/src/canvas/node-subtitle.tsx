import type { GraphNode, NodeManifest } from '@eventloom/backend/contract';
import { useWorkflowName } from '../api/queries';
import classes from './step-node.module.css';
import { subtitleOf } from './subtitle-of';

interface NodeSubtitleProps {
  node: GraphNode;
  manifest: NodeManifest | undefined;
}

/** The line beneath the name of a step. */
export function NodeSubtitle({ node, manifest }: NodeSubtitleProps) {
  const { workflowId } = node.params;
  if (node.disabled) return <Line text="Disabled" />;
  if (node.type === 'sub-workflow' && typeof workflowId === 'string' && workflowId !== '')
    return <CalledWorkflow workflowId={workflowId} />;
  return <Line text={subtitleOf(node, manifest)} />;
}

/** Another workflow by its name; an expression as it stands. */
function CalledWorkflow({ workflowId }: { workflowId: string }) {
  const name = useWorkflowName(workflowId.includes('{{') ? undefined : workflowId);
  return <Line text={name ?? workflowId} />;
}

function Line({ text }: { text: string }) {
  return text === '' ? null : <span className={classes.subtitle}>{text}</span>;
}

import { useWorkflowName } from '../api/queries';

const WORKFLOW = /^\/workflows\/([^/]+)$/;

/** Who told of an event: what a workflow publishes carries its address, which is told by its name. */
export function EventSource({ source }: { source: string }) {
  const name = useWorkflowName(WORKFLOW.exec(source)?.[1]);
  return <span title={source}>{name ?? source}</span>;
}

import { schedule } from '../../connectors/schedule.node.js';
import type { Graph } from '../../contract/index.js';
import type { Schedule } from './schedule.entity.js';

/** What a graph says of a schedule. */
export type ScheduleSpec = Pick<
  Schedule,
  'nodeId' | 'versionId' | 'label' | 'cron' | 'everyMs' | 'timezone' | 'catchUp'
>;

/** The schedules of the enabled triggers of a graph; one whose parameters do not fit never fires. */
export function bindSchedules(graph: Graph, versionId: string): ScheduleSpec[] {
  return graph.nodes.flatMap((node): ScheduleSpec[] => {
    if (node.type !== schedule.type || node.disabled) return [];
    const { data } = schedule.parameters.safeParse(node.params);
    if (!data) return [];
    const { cron, everyMs = null, timezone, catchUp } = data;
    return [{ nodeId: node.id, versionId, label: node.label ?? null, cron: cron || null, everyMs, timezone, catchUp }];
  });
}

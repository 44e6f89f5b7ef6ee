/** What an `update run ... from event e` tells of runs that are taken: an `OwnedRun`, but for `isSignaled`. */
export const OWNED_COLUMNS = `run.id, run.event_id as "eventId", run.workflow_id as "workflowId", run.version_id as "versionId",
  run.trigger_node as trigger, run.attempt, run.lease_epoch as epoch, run.wants_output as "wantsOutput",
  run.root_event_id as "rootEventId", run.order_key is not null as "isOrdered",
  e.type as "eventType", e.source as "eventSource", e.subject as "eventSubject",
  e.time as "eventTime", e.external_id as "externalId", e.data, e.attributes, e.hops,
  run.started_at as "startedAt", run.take_overs as "takeOvers", run.replay_id as "replayId", run.test, run.test_data as "testData",
  case when run.parent_run_id is not null then
    json_build_object('runId', run.parent_run_id, 'nodeId', run.parent_node_id, 'iteration', run.parent_iteration)
  end as parent`;

import { ActionIcon, Menu } from '@mantine/core';
import type { WorkflowActivity, WorkflowSummary } from '@eventloom/backend/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis, History, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useWorkflowActivity } from '../api/activity';
import { Sparkline } from '../ui/sparkline/sparkline';
import { StateGlyph } from '../ui/state-badge';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import { TriggerIcons } from '../ui/trigger-icons';
import { WorkflowState } from '../ui/workflow-state';
import classes from './workflows-table.module.css';
import { DeleteWorkflowDialog } from './delete-workflow-dialog';

/** The workflows as a table; a click opens one in the editor. */
export function WorkflowsTable({ workflows }: { workflows: WorkflowSummary[] }) {
  const [deleting, setDeleting] = useState<WorkflowSummary>();
  const activity = useWorkflowActivity();
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Workflows">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Triggers</th>
            <th scope="col">State</th>
            <th scope="col">24 hours</th>
            <th scope="col">Last run</th>
            <th scope="col">Last change</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {workflows.map((workflow) => (
            <WorkflowRow
              key={workflow.id}
              workflow={workflow}
              activity={activity.get(workflow.id)}
              onDelete={() => setDeleting(workflow)}
            />
          ))}
        </tbody>
      </table>
      <DeleteWorkflowDialog workflow={deleting} onClose={() => setDeleting(undefined)} />
    </div>
  );
}

interface WorkflowRowProps {
  workflow: WorkflowSummary;
  /** Absent if it never ran. */
  activity: WorkflowActivity | undefined;
  onDelete: () => void;
}

function WorkflowRow({ workflow, activity, onDelete }: WorkflowRowProps) {
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/workflows/$workflowId', params: { workflowId: workflow.id } });
  return (
    <tr data-clickable onClick={open}>
      <td>
        <Link
          to="/workflows/$workflowId"
          params={{ workflowId: workflow.id }}
          className={table.link}
          onClick={(event) => event.stopPropagation()}
        >
          {workflow.name}
        </Link>
      </td>
      <td>
        <TriggerIcons types={workflow.triggerTypes} />
      </td>
      <td>
        <WorkflowState workflow={workflow} />
      </td>
      <td>
        <Sparkline hours={activity?.hours} />
      </td>
      <td onClick={(event) => event.stopPropagation()}>
        {activity?.lastRun ? <LastRun run={activity.lastRun} /> : <span className={table.muted}>never</span>}
      </td>
      <td className={table.muted}>
        <TimeAgo time={workflow.updatedAt} />
      </td>
      <td className={table.number} onClick={(event) => event.stopPropagation()}>
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${workflow.name}`}>
              <Ellipsis size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<History size={14} aria-hidden />}
              onClick={() => void navigate({ to: '/runs', search: { workflowId: workflow.id } })}
            >
              See its runs
            </Menu.Item>
            <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={onDelete}>
              Delete…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
}

function LastRun({ run: { id, status, createdAt } }: { run: NonNullable<WorkflowActivity['lastRun']> }) {
  return (
    <Link to="/runs/$runId" params={{ runId: id }} className={classes.lastRun} title={status}>
      <StateGlyph state={status} size={14} />
      <TimeAgo time={createdAt} />
    </Link>
  );
}

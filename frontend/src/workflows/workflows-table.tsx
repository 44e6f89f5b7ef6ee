import { ActionIcon, Menu } from '@mantine/core';
import type { WorkflowSummary } from '@eventloom/backend/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis, History, Trash2 } from 'lucide-react';
import { useState } from 'react';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import { TriggerIcons } from '../ui/trigger-icons';
import { WorkflowState } from '../ui/workflow-state';
import { DeleteWorkflowDialog } from './delete-workflow-dialog';

/** The workflows as a table; a click opens one in the editor. */
export function WorkflowsTable({ workflows }: { workflows: WorkflowSummary[] }) {
  const [deleting, setDeleting] = useState<WorkflowSummary>();
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Workflows">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Triggers</th>
            <th scope="col">State</th>
            <th scope="col">Last change</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {workflows.map((workflow) => (
            <WorkflowRow key={workflow.id} workflow={workflow} onDelete={() => setDeleting(workflow)} />
          ))}
        </tbody>
      </table>
      <DeleteWorkflowDialog workflow={deleting} onClose={() => setDeleting(undefined)} />
    </div>
  );
}

function WorkflowRow({ workflow, onDelete }: { workflow: WorkflowSummary; onDelete: () => void }) {
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

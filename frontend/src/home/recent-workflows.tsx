import type { WorkflowSummary } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { useWorkflowActivity } from '../api/activity';
import { Sparkline } from '../ui/sparkline/sparkline';
import { TriggerIcons } from '../ui/trigger-icons';
import { WorkflowState } from '../ui/workflow-state';
import classes from './home-page.module.css';

const MOST = 8;

/** The newest workflows and how they stand. */
export function RecentWorkflows({ workflows }: { workflows: WorkflowSummary[] }) {
  const activity = useWorkflowActivity();
  return (
    <section className={classes.panel} aria-label="Workflows">
      <header>
        <h2>Workflows</h2>
        <Link to="/workflows">All workflows</Link>
      </header>
      <ul className={classes.list}>
        {workflows.slice(0, MOST).map((workflow) => (
          <li key={workflow.id}>
            <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }}>
              <TriggerIcons types={workflow.triggerTypes} />
              <span className={`${classes.name} ${classes.grow}`}>{workflow.name}</span>
              <Sparkline hours={activity.get(workflow.id)?.hours} />
              <WorkflowState workflow={workflow} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Link } from '@tanstack/react-router';
import classes from './page-tabs.module.css';

const TABS = [
  { to: '/workflows/$workflowId', title: 'Editor' },
  { to: '/workflows/$workflowId/runs', title: 'Runs' },
  { to: '/workflows/$workflowId/versions', title: 'Versions' },
  { to: '/workflows/$workflowId/settings', title: 'Settings' },
] as const;

/** The pages of one workflow. */
export function WorkflowTabs({ workflowId }: { workflowId: string }) {
  return (
    <nav className={classes.tabs} aria-label="Workflow">
      {TABS.map(({ to, title }) => (
        <Link key={to} to={to} params={{ workflowId }} activeOptions={{ exact: true, includeSearch: false }}>
          {title}
        </Link>
      ))}
    </nav>
  );
}

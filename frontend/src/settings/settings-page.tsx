import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { useSession } from '../api/queries';
import { Page } from '../ui/page';
import tabs from '../ui/page-tabs.module.css';

const TABS = [
  { to: '/settings/users', title: 'Users', isForAll: true },
  { to: '/settings/api-keys', title: 'API keys', isForAll: false },
  { to: '/settings/audit', title: 'Audit log', isForAll: false },
  { to: '/settings/retention', title: 'Retention', isForAll: true },
] as const;

/** One page of the settings, with the way to those that the reader may see. */
export function SettingsPage(props: ComponentProps<typeof Page>) {
  const isOwner = useSession().data?.user.role === 'owner';
  return (
    <>
      <nav className={tabs.tabs} aria-label="Settings">
        {TABS.filter(({ isForAll }) => isForAll || isOwner).map(({ to, title }) => (
          <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
            {title}
          </Link>
        ))}
      </nav>
      <Page {...props} />
    </>
  );
}

import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import {
  Bug,
  CalendarClock,
  History,
  House,
  Inbox,
  Network,
  PanelLeftClose,
  PanelLeftOpen,
  Radio,
  Search,
  Settings,
  UserRoundCheck,
  Waypoints,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import { useState, type ComponentType } from 'react';
import { AccountMenu } from './account-menu';
import { openCommandBar } from './command-bar/command-bar-store';
import { LiveDot } from './live-dot';
import classes from './nav-rail.module.css';
import { OpenApprovals, OpenDeadLetters } from './rail-counts';
import { ThemeToggle } from './theme-toggle';

interface Item {
  to: LinkProps['to'];
  title: string;
  icon: LucideIcon;
  /** How much waits for people behind it. */
  Count?: ComponentType;
}

export const PAGES: { title?: string; items: Item[] }[] = [
  { items: [{ to: '/', title: 'Home', icon: House }] },
  { title: 'Build', items: [{ to: '/workflows', title: 'Workflows', icon: Workflow }] },
  {
    title: 'Observe',
    items: [
      { to: '/runs', title: 'Runs', icon: History },
      { to: '/errors', title: 'Errors', icon: Bug },
      { to: '/events', title: 'Events', icon: Radio },
      { to: '/topics', title: 'Topics', icon: Waypoints },
      { to: '/map', title: 'Map', icon: Network },
    ],
  },
  {
    title: 'Operate',
    items: [
      { to: '/schedules', title: 'Schedules', icon: CalendarClock },
      { to: '/dead-letters', title: 'Dead letters', icon: Inbox, Count: OpenDeadLetters },
      { to: '/approvals', title: 'Approvals', icon: UserRoundCheck, Count: OpenApprovals },
    ],
  },
  { items: [{ to: '/settings', title: 'Settings', icon: Settings }] },
];

const FOLDED = 'eventloom.rail-folded';
const WIDE_ENOUGH = 1200;

/** As it was left, and until it is ever touched by the room there is. */
function isFolded(): boolean {
  return (localStorage.getItem(FOLDED) ?? String(window.innerWidth < WIDE_ENOUGH)) === 'true';
}

/** The way around the application; folds to its icons where the room is needed. */
export function NavRail() {
  const [folded, setFolded] = useState(isFolded);
  const fold = () => {
    localStorage.setItem(FOLDED, String(!folded));
    setFolded(!folded);
  };
  const Fold = folded ? PanelLeftOpen : PanelLeftClose;
  return (
    <nav className={classes.rail} aria-label="Main" data-folded={folded || undefined}>
      <div className={classes.head}>
        <Link to="/" className={classes.brand} aria-label="Eventloom">
          <img src="/icon.svg" alt="" width={24} height={24} />
          {!folded && <span>Eventloom</span>}
        </Link>
      </div>
      <Tooltip label="Search (Ctrl K)" position="right" disabled={!folded} openDelay={100}>
        <button
          type="button"
          className={classes.search}
          aria-label={folded ? 'Search' : undefined}
          onClick={openCommandBar}
        >
          <Search size={15} aria-hidden />
          {!folded && (
            <>
              Search <kbd aria-hidden>Ctrl K</kbd>
            </>
          )}
        </button>
      </Tooltip>
      <div className={classes.groups}>
        {PAGES.map((group) => (
          <div key={group.items[0]?.to} className={classes.group}>
            {group.title && <div className={classes.title}>{group.title}</div>}
            {group.items.map((item) => (
              <RailLink key={item.to} item={item} folded={folded} />
            ))}
          </div>
        ))}
      </div>
      <div className={classes.foot}>
        <LiveDot folded={folded} />
        <ThemeToggle />
        <AccountMenu />
        <Tooltip label={folded ? 'Unfold' : 'Fold'} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={folded ? 'Unfold the navigation' : 'Fold the navigation'}
            onClick={fold}
          >
            <Fold size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </nav>
  );
}

function RailLink({ item, folded }: { item: Item; folded: boolean }) {
  const Icon = item.icon;
  return (
    <Tooltip label={item.title} position="right" disabled={!folded} openDelay={100}>
      <Link
        to={item.to}
        className={classes.link}
        activeOptions={{ exact: item.to === '/', includeSearch: false }}
        activeProps={{ 'data-active': true }}
      >
        <Icon size={16} aria-hidden />
        {folded ? <VisuallyHidden>{item.title}</VisuallyHidden> : item.title}
        {item.Count && <item.Count />}
      </Link>
    </Tooltip>
  );
}

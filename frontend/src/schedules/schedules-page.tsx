import { CalendarClock } from 'lucide-react';
import { useSchedules } from '../api/queries';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { ListState } from '../ui/list-state';
import { Page } from '../ui/page';
import { SchedulesTable } from './schedules-table';

/** The schedules of all published workflows: when they fire, and the switch for each. */
export function SchedulesPage() {
  const query = useSchedules();
  const schedules = query.data?.items ?? [];
  return (
    <Page title="Schedules" intro="What published workflows do by the clock.">
      <ListState name="Schedules" query={query} />
      {schedules.length > 0 && <SchedulesTable schedules={schedules} />}
      {query.isSuccess && schedules.length === 0 && (
        <EmptyState
          icon={<CalendarClock size={32} aria-hidden />}
          text="Nothing runs by the clock yet. Put a Schedule at the start of a workflow and publish it."
        >
          <LinkButton to="/workflows">Open a workflow</LinkButton>
        </EmptyState>
      )}
    </Page>
  );
}

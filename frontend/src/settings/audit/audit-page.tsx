import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { checkAudit, useAudit, type AuditFilter } from '../../api/audit';
import { EmptyState } from '../../ui/empty-state';
import { Failure } from '../../ui/failure';
import { formatCount } from '../../ui/format';
import { LinkButton } from '../../ui/link-button';
import { ListState, LoadMore } from '../../ui/list-state';
import { SettingsPage } from '../settings-page';
import { AuditFilters } from './audit-filters';
import { AuditTable } from './audit-table';
import { CheckResult } from './check-result';

const route = getRouteApi('/shell/settings/audit');

/** Who changed what, when and from where. */
export function AuditPage() {
  const search = route.useSearch();
  const check = useMutation({ mutationFn: checkAudit });
  return (
    <SettingsPage
      title="Audit log"
      intro="Who changed what, when and from where. Nothing in it can be edited."
      actions={
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          Check for tampering
        </Button>
      }
    >
      {check.data && <CheckResult check={check.data} />}
      {check.error && <Failure title="The log could not be checked" error={check.error} />}
      <AuditFilters />
      <Entries key={JSON.stringify(search)} filter={search} />
    </SettingsPage>
  );
}

function Entries({ filter }: { filter: AuditFilter }) {
  const query = useAudit(filter);
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = Object.keys(filter).length;
  return (
    <>
      <ListState name="Audit log" query={query} />
      {entries.length > 0 && <AuditTable entries={entries} />}
      {query.isSuccess && entries.length === 0 && filters > 0 && (
        <EmptyState text={`No entries match ${formatCount(filters, 'filter')}.`}>
          <LinkButton to="/settings/audit" variant="default">
            Clear
          </LinkButton>
        </EmptyState>
      )}
      {query.isSuccess && entries.length === 0 && filters === 0 && (
        <EmptyState
          icon={<ScrollText size={32} aria-hidden />}
          text="Nothing has been changed yet. Draw a workflow, and it is written down here."
        >
          <LinkButton to="/workflows" variant="default">
            See the workflows
          </LinkButton>
        </EmptyState>
      )}
      <LoadMore query={query} />
    </>
  );
}

import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { Workflow } from 'lucide-react';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWorkflows } from '../../api/queries';
import { offeredCommands, type Command } from '../../ui/commands/offered-commands';
import { PickList } from '../../ui/pick-list/pick-list';
import { PickRow } from '../../ui/pick-list/pick-row';
import { PAGES } from '../nav-rail';
import { rankCommands } from './rank-commands';

const QUIET_MS = 150;

/** Everything there is to do and everywhere there is to go, by typing a few letters of it. */
export default function CommandBar({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [offered] = useState(offeredCommands);
  const pages = usePages();
  const workflows = useFoundWorkflows(query);
  const found = useMemo(
    () => [...rankCommands([...offered, ...pages], query), ...workflows],
    [offered, pages, workflows, query],
  );
  return (
    <PickList
      label="Commands"
      placeholder="Go to a page or a workflow, or do something"
      searchLabel="Search commands"
      listLabel="Commands"
      role="combobox"
      items={found}
      keyOf={({ id }) => id}
      groupOf={({ group }) => group}
      nothing={`Nothing matches “${query}”.`}
      query={query}
      onQuery={setQuery}
      onClose={onClose}
      onChoose={(command) => {
        // What it opens or puts the focus on must not be behind this dialog.
        flushSync(onClose);
        command.run();
      }}
    >
      {({ title, hint, keys, icon, tone, shape }) => (
        <PickRow
          icon={icon}
          tone={tone ?? 'plain'}
          shape={shape}
          title={title}
          hint={hint}
          end={keys && <kbd>{keys}</kbd>}
        />
      )}
    </PickList>
  );
}

function usePages(): Command[] {
  const navigate = useNavigate();
  return useMemo(
    () =>
      PAGES.flatMap(({ items }) => items).map(({ to, title, icon: Icon }) => ({
        id: `page ${title}`,
        group: 'Pages',
        title,
        words: 'go to open page',
        icon: <Icon size={15} aria-hidden />,
        run: () => void navigate({ to: to ?? '/' }),
      })),
    [navigate],
  );
}

/** The server searches, so that all of them are found and not only those that some page has loaded. */
function useFoundWorkflows(query: string): Command[] {
  const navigate = useNavigate();
  const [asked] = useDebouncedValue(query.trim(), QUIET_MS);
  const { data } = useWorkflows(asked === '' ? {} : { q: asked });
  return useMemo(
    () =>
      (data?.pages[0]?.items ?? []).slice(0, 8).map(({ id, name, status }) => ({
        id: `workflow ${id}`,
        group: 'Workflows',
        title: name,
        hint: status,
        icon: <Workflow size={15} aria-hidden />,
        run: () => void navigate({ to: '/workflows/$workflowId', params: { workflowId: id } }),
      })),
    [data, navigate],
  );
}

import { SegmentedControl, Switch } from '@mantine/core';
import type { EventChain } from '@eventloom/backend/contract';
import { useMemo, useState } from 'react';
import { useEventChain } from '../../api/events';
import { useLiveRefresh } from '../../api/use-live-refresh';
import { eventKeys } from '../../api/events';
import { ListState } from '../../ui/list-state';
import { formatCount } from '../../ui/format';
import { useNow } from '../../ui/use-now';
import { ChainRows } from './chain-rows';
import { chainLines } from './chain-tree';
import classes from './chain.module.css';
import panel from '../event-page.module.css';
import { chainExtent } from './waterfall';

export type ChainViewName = 'tree' | 'waterfall';

const VIEWS: { value: ChainViewName; label: string }[] = [
  { value: 'tree', label: 'Tree' },
  { value: 'waterfall', label: 'Waterfall' },
];

interface ChainSectionProps {
  eventId: string;
  view: ChainViewName;
  onView: (view: ChainViewName) => void;
}

/** Everything that came of the first event of the chain that an event belongs to: as a tree, or laid out in time. */
export function ChainSection({ eventId, view, onView }: ChainSectionProps) {
  const query = useEventChain(eventId);
  const chain = query.data;
  useLiveRefresh(eventKeys.all, {
    when: (change) => change.type === 'run' && change.rootEventId === chain?.rootEventId,
  });
  const [areReplaysHidden, hideReplays] = useState(false);
  const hasReplays = chain?.runs.some((run) => run.replay) ?? false;
  return (
    <section className={panel.panel} aria-label="Causation chain">
      <header className={panel.head}>
        <h2>Causation chain</h2>
        {chain && <span className={panel.note}>{sizeOf(chain)}</span>}
        <div className={classes.controls}>
          {hasReplays && (
            <Switch
              size="xs"
              label="Replays"
              checked={!areReplaysHidden}
              onChange={(event) => hideReplays(!event.currentTarget.checked)}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label="View of the chain"
            data={VIEWS}
            value={view}
            onChange={(value) => onView(value)}
          />
        </div>
      </header>
      <div className={classes.state}>
        <ListState name="The chain" query={query} />
      </div>
      {chain && <ShownChain chain={chain} eventId={eventId} view={view} areReplaysHidden={areReplaysHidden} />}
    </section>
  );
}

interface ShownChainProps {
  chain: EventChain;
  eventId: string;
  view: ChainViewName;
  areReplaysHidden: boolean;
}

function ShownChain({ chain, eventId, view, areReplaysHidden }: ShownChainProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set<string>());
  const lines = useMemo(() => chainLines(chain, { closed, areReplaysHidden }), [chain, closed, areReplaysHidden]);
  const isGoing = chain.runs.some((run) => run.finishedAt === null);
  const now = useNow(500, isGoing);
  const extent = useMemo(() => {
    const all = chainLines(chain, { areReplaysHidden });
    const events = all.flatMap((line) => (line.kind === 'event' ? [line.event] : []));
    return chainExtent({ events, runs: all.flatMap((line) => (line.kind === 'run' ? [line.run] : [])) }, now);
  }, [chain, areReplaysHidden, now]);
  const toggle = (key: string): void =>
    setClosed((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
  return (
    <>
      <ChainRows lines={lines} eventId={eventId} view={view} extent={extent} now={now} onToggle={toggle} />
      {chain.isTruncated && <p className={classes.truncated}>There is more than is shown here.</p>}
    </>
  );
}

function sizeOf({ events, runs }: EventChain): string {
  const workflows = new Set(runs.map(({ workflowId }) => workflowId)).size;
  const counts = [formatCount(events.length, 'event'), formatCount(runs.length, 'run')];
  return workflows > 1 ? `${counts.join(', ')} across ${workflows} workflows` : counts.join(', ');
}

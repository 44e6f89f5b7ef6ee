import { SegmentedControl, Switch } from '@mantine/core';
import type { EventChain } from '@eventloom/backend/contract';
import { useMemo, useState } from 'react';
import { eventKeys, useEventChain } from '../../api/events';
import { useLiveRefresh } from '../../api/use-live-refresh';
import { formatCount } from '../../ui/format';
import { ListState } from '../../ui/list-state';
import { useNow } from '../../ui/use-now';
import panel from '../event-page.module.css';
import { ChainRows } from './chain-rows';
import { chainLines, isRepeat } from './chain-tree';
import classes from './chain.module.css';
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
  const [areRepeatsHidden, hideRepeats] = useState(false);
  const hasRepeats = chain?.runs.some(isRepeat) ?? false;
  return (
    <section className={panel.panel} aria-label="Causation chain">
      <header className={panel.head}>
        <h2>Causation chain</h2>
        {chain && <span className={panel.note}>{sizeOf(chain)}</span>}
        <div className={classes.controls}>
          {hasRepeats && (
            <Switch
              size="xs"
              label="Replays and retries"
              checked={!areRepeatsHidden}
              onChange={(event) => hideRepeats(!event.currentTarget.checked)}
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
      {chain && <ShownChain chain={chain} eventId={eventId} view={view} areRepeatsHidden={areRepeatsHidden} />}
    </section>
  );
}

interface ShownChainProps {
  chain: EventChain;
  eventId: string;
  view: ChainViewName;
  areRepeatsHidden: boolean;
}

function ShownChain({ chain, eventId, view, areRepeatsHidden }: ShownChainProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set<string>());
  const lines = useMemo(() => chainLines(chain, { closed, areRepeatsHidden }), [chain, closed, areRepeatsHidden]);
  const isGoing = chain.runs.some((run) => run.finishedAt === null);
  const now = useNow(500, isGoing);
  const extent = useMemo(() => {
    const all = chainLines(chain, { areRepeatsHidden });
    const events = all.flatMap((line) => (line.kind === 'event' ? [line.event] : []));
    return chainExtent({ events, runs: all.flatMap((line) => (line.kind === 'run' ? [line.run] : [])) }, now);
  }, [chain, areRepeatsHidden, now]);
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

import { Loader, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNodeTypes } from '../../api/queries';
import { stateQuery, type KeptState } from '../../api/versions';
import { DiffCanvas } from '../../canvas/diff-canvas';
import { Failure } from '../../ui/failure';
import { ChangesList } from './changes-list';
import { compareStates } from './compare-states';
import { parseRef, type Compared } from './compared';
import classes from './comparison.module.css';

interface ComparisonViewProps {
  workflowId: string;
  compared: Compared;
  /** What can be chosen: the reference and what it is called. */
  choices: readonly { value: string; label: string }[];
  onChange: (compared: Compared) => void;
}

/** Two states beside one another: on the canvas, and field by field. */
export function ComparisonView({ workflowId, compared, choices, onChange }: ComparisonViewProps) {
  const from = useQuery(stateQuery(workflowId, compared.from));
  const to = useQuery(stateQuery(workflowId, compared.to));
  const error = from.error ?? to.error;
  const choose = (end: 'from' | 'to') => (event: React.ChangeEvent<HTMLSelectElement>) => {
    const ref = parseRef(event.currentTarget.value);
    if (ref !== undefined) onChange({ ...compared, [end]: ref });
  };
  return (
    <div className={classes.comparison}>
      <div className={classes.choice}>
        <NativeSelect
          size="xs"
          aria-label="From"
          data={[...choices]}
          value={String(compared.from)}
          onChange={choose('from')}
        />
        <ArrowRight size={15} aria-hidden />
        <NativeSelect
          size="xs"
          aria-label="To"
          data={[...choices]}
          value={String(compared.to)}
          onChange={choose('to')}
        />
        {from.data && to.data && <Summary from={from.data} to={to.data} />}
      </div>
      {error && <Failure title="They could not be compared" error={error} />}
      {!error && !(from.data && to.data) && <Loader size="sm" m="md" aria-label="Comparing" />}
      {from.data && to.data && <Pictures key={`${compared.from}..${compared.to}`} from={from.data} to={to.data} />}
    </div>
  );
}

function Summary({ from, to }: { from: KeptState; to: KeptState }) {
  const { summary } = useMemo(() => compareStates(from, to), [from, to]);
  return (
    <p className={classes.summary} role="status" aria-label="Summary">
      {summary}
    </p>
  );
}

function Pictures({ from, to }: { from: KeptState; to: KeptState }) {
  const manifests = useNodeTypes();
  const comparison = useMemo(() => compareStates(from, to), [from, to]);
  const [selected, setSelected] = useState<string>();
  return (
    <div className={classes.pictures}>
      <div className={classes.canvas}>
        <DiffCanvas
          graph={comparison.graph}
          changes={comparison.shown}
          manifests={manifests}
          selectedNodeId={selected}
          onSelect={setSelected}
        />
      </div>
      <ChangesList comparison={comparison} manifests={manifests} selectedNodeId={selected} onSelect={setSelected} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ErrorGroup } from '@eventloom/backend/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { errorGroupKeys, markGroup } from '../api/error-groups';
import { Breadcrumb } from '../ui/breadcrumb';
import { Fact, Facts } from '../ui/facts';
import { Failure } from '../ui/failure';
import { Mark } from '../ui/mark';
import { workflowTitle } from '../ui/run-words';
import { TimeAgo } from '../ui/time-ago';
import classes from './errors.module.css';
import { firstLine, stateText, versionsText } from './group-words';
import { RetryGroupDialog } from './retry-group-dialog';

/** What failed, where, since when and how often; and what can be done about all of it. */
export function GroupHeader({ group }: { group: ErrorGroup }) {
  const { fingerprint, workflowId, nodeId, code, message, count, versions, status } = group;
  const title = firstLine(message);
  useDocumentTitle(`${title} · Eventloom`);
  const queryClient = useQueryClient();
  const [isRetrying, setRetrying] = useState(false);
  const mark = useMutation({
    mutationFn: () => markGroup(fingerprint, status === 'open' ? 'resolve' : 'reopen'),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: errorGroupKeys.all }),
  });
  const state = stateText(group);
  return (
    <header>
      <div className={classes.line}>
        <Breadcrumb>
          <Link to="/errors">Errors</Link>
        </Breadcrumb>
        <h1 title={title}>{title}</h1>
        {state !== undefined && <Mark text={state} />}
        <Button
          variant="default"
          leftSection={status === 'open' ? <Check size={14} aria-hidden /> : <Undo2 size={14} aria-hidden />}
          loading={mark.isPending}
          onClick={() => mark.mutate()}
        >
          {status === 'open' ? 'Resolve' : 'Reopen'}
        </Button>
        <Button leftSection={<RotateCcw size={14} aria-hidden />} onClick={() => setRetrying(true)}>
          Retry all
        </Button>
      </div>
      <Facts>
        <Fact name="Workflow">
          {group.workflowName === '' ? (
            workflowTitle(group)
          ) : (
            <Link to="/workflows/$workflowId" params={{ workflowId }}>
              {group.workflowName}
            </Link>
          )}
        </Fact>
        {nodeId !== null && (
          <Fact name="Step">
            <Link to="/workflows/$workflowId" params={{ workflowId }} search={{ node: nodeId }}>
              <code>{nodeId}</code>
            </Link>
          </Fact>
        )}
        <Fact name="Class">
          <code>{code}</code>
        </Fact>
        <Fact name="Runs">{count.toLocaleString()}</Fact>
        <Fact name="Versions">{versionsText(versions)}</Fact>
        <Fact name="First seen">
          <TimeAgo time={group.firstSeenAt} />
        </Fact>
        <Fact name="Last seen">
          <TimeAgo time={group.lastSeenAt} />
        </Fact>
        {group.resolvedAt !== null && (
          <Fact name="Resolved">
            <TimeAgo time={group.resolvedAt} />
          </Fact>
        )}
        {group.regressedAt !== null && (
          <Fact name="Came back">
            <TimeAgo time={group.regressedAt} />
          </Fact>
        )}
      </Facts>
      {mark.error && <Failure title="It could not be changed" error={mark.error} onRetry={() => mark.mutate()} />}
      <RetryGroupDialog fingerprint={fingerprint} opened={isRetrying} onClose={() => setRetrying(false)} />
    </header>
  );
}

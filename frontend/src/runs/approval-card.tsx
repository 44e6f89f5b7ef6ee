import { Button, Textarea } from '@mantine/core';
import type { DecideApproval } from '@eventloom/backend/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, UserRoundCheck, X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { messageOf } from '../api/api-error';
import { APPROVALS, decideApproval } from '../api/approvals';
import { keys } from '../api/queries';
import { TimeLeft } from '../ui/time-left';
import classes from './approval-card.module.css';

/** A question that a run puts to a person. */
export interface Question {
  runId: string;
  nodeId: string;
  iteration?: string;
  message: string;
  /** When it stops waiting for an answer. */
  until?: string;
}

interface ApprovalCardProps {
  question: Question;
  /** Where the question comes from. */
  children: ReactNode;
}

/** Asks for a decision; the run goes on with it at once. */
export function ApprovalCard({ question, children }: ApprovalCardProps) {
  const { runId, nodeId, iteration, message, until } = question;
  const title = useId();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const decide = useMutation({
    mutationFn: (decision: DecideApproval['decision']) =>
      decideApproval(runId, nodeId, {
        decision,
        ...(comment.trim() !== '' && { comment: comment.trim() }),
        ...(iteration !== undefined && { iteration }),
      }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: keys.run(runId) });
      void queries.invalidateQueries({ queryKey: APPROVALS });
    },
  });
  const isBusy = decide.isPending || decide.isSuccess;
  return (
    <section className={classes.card} aria-labelledby={title}>
      <span className={classes.icon}>
        <UserRoundCheck size={18} aria-hidden />
      </span>
      <div className={classes.question}>
        <h2 id={title} className={classes.message}>
          {message}
        </h2>
        <p className={classes.from}>
          {children}
          {until !== undefined && (
            <>
              {' · '}
              <TimeLeft until={until} prefix="until" />
            </>
          )}
        </p>
        {decide.isError && (
          <p className={classes.error} role="alert">
            {messageOf(decide.error)}
          </p>
        )}
      </div>
      <div className={classes.answer}>
        <Textarea
          size="sm"
          aria-label="Comment"
          placeholder="Comment (optional)"
          value={comment}
          maxLength={5000}
          autosize
          minRows={1}
          maxRows={4}
          className={classes.comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<X size={14} aria-hidden />}
          disabled={isBusy}
          onClick={() => decide.mutate('reject')}
        >
          Reject
        </Button>
        <Button
          leftSection={<Check size={14} aria-hidden />}
          disabled={isBusy}
          onClick={() => decide.mutate('approve')}
        >
          Approve
        </Button>
      </div>
    </section>
  );
}

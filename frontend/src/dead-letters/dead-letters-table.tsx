import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import type { DeadLetter } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { PencilLine, Trash2 } from 'lucide-react';
import { Mark } from '../ui/mark';
import { shortId, workflowTitle } from '../ui/run-words';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import { TopicName } from '../ui/topic-name';
import { isChosen, toggle, toggleShown, type Choice } from './choice';
import classes from './dead-letters.module.css';

interface DeadLettersTableProps {
  letters: DeadLetter[];
  /** Undefined where nothing can be chosen. */
  choice: Choice | undefined;
  onChoose: (choice: Choice) => void;
  onMend: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** The dead letters as a table: the message, who could not work it off, and why. */
export function DeadLettersTable({ letters, choice, onChoose, onMend, onDiscard }: DeadLettersTableProps) {
  const shown = letters.map(({ id }) => id);
  const chosen = choice === undefined ? 0 : shown.filter((id) => isChosen(choice, id)).length;
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.table}`} aria-label="Dead letters">
        <thead>
          <tr>
            {choice !== undefined && (
              <th scope="col" className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label="Select all that are shown"
                  checked={chosen === shown.length}
                  indeterminate={chosen > 0 && chosen < shown.length}
                  onChange={() => onChoose(toggleShown(choice, shown))}
                />
              </th>
            )}
            <th scope="col">Message</th>
            <th scope="col">Consumer</th>
            <th scope="col">Error</th>
            <th scope="col">Attempts</th>
            <th scope="col">Failed</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr key={letter.id} data-status={letter.status}>
              {choice !== undefined && (
                <td className={classes.check}>
                  <Checkbox
                    size="xs"
                    aria-label={`Select ${letter.topic} ${shortId(letter.eventId)}`}
                    checked={isChosen(choice, letter.id)}
                    onChange={() => onChoose(toggle(choice, letter.id, shown))}
                  />
                </td>
              )}
              <LetterCells letter={letter} />
              <td className={table.number}>
                {letter.status === 'open' ? (
                  <Actions letter={letter} onMend={onMend} onDiscard={onDiscard} />
                ) : (
                  <Resolution letter={letter} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LetterCells({ letter }: { letter: DeadLetter }) {
  const { topic, subject, eventId, runId, attempts, error, failedAt } = letter;
  return (
    <>
      <td>
        <Link
          to="/events/$eventId"
          params={{ eventId }}
          className={table.link}
          aria-label={`Event ${topic} ${shortId(eventId)}`}
        >
          <TopicName type={topic} />
        </Link>
        <div className={classes.second}>
          <code>{shortId(eventId)}</code> {subject}
        </div>
      </td>
      <td>
        <Link
          to="/runs/$runId"
          params={{ runId }}
          className={table.link}
          aria-label={`Run ${shortId(runId)} of ${workflowTitle(letter)}`}
        >
          {workflowTitle(letter)}
        </Link>
        <div className={classes.second}>
          run <code>{shortId(runId)}</code>
        </div>
      </td>
      <td>
        <div className={classes.error} title={error?.message}>
          {error?.message ?? 'It failed.'}
        </div>
        <div className={classes.second}>
          <code>{error?.code}</code>
          {error?.nodeId !== undefined && `at ${error.nodeId}`}
        </div>
      </td>
      <td>{attempts}</td>
      <td className={table.muted}>
        <TimeAgo time={failedAt} />
      </td>
    </>
  );
}

interface ActionsProps {
  letter: DeadLetter;
  onMend: (id: string) => void;
  onDiscard: (id: string) => void;
}

function Actions({ letter: { id, topic, eventId }, onMend, onDiscard }: ActionsProps) {
  const name = `${topic} ${shortId(eventId)}`;
  return (
    <span className={classes.actions}>
      <Tooltip label="Mend and replay">
        <ActionIcon variant="subtle" aria-label={`Mend and replay ${name}`} onClick={() => onMend(id)}>
          <PencilLine size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Discard">
        <ActionIcon variant="subtle" color="gray" aria-label={`Discard ${name}`} onClick={() => onDiscard(id)}>
          <Trash2 size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

function Resolution({ letter: { status, replayRunId, resolvedAt } }: { letter: DeadLetter }) {
  return (
    <span className={classes.actions}>
      {replayRunId !== null && (
        <Link to="/runs/$runId" params={{ runId: replayRunId }} className={table.link}>
          run <code>{shortId(replayRunId)}</code>
        </Link>
      )}
      <Mark text={status} />
      {resolvedAt !== null && (
        <span className={table.muted}>
          <TimeAgo time={resolvedAt} />
        </span>
      )}
    </span>
  );
}

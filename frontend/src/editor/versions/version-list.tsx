import { Button } from '@mantine/core';
import type { CheckpointSummary, WorkflowVersionSummary } from '@eventloom/backend/contract';
import { Bookmark, PencilLine, RocketIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Mark } from '../../ui/mark';
import { TimeAgo } from '../../ui/time-ago';
import { changesOf, type Compared, type StateRef } from './compared';
import { VersionNote } from './version-note';
import classes from './versions.module.css';

interface VersionListProps {
  workflowId: string;
  versions: readonly WorkflowVersionSummary[];
  checkpoints: readonly CheckpointSummary[];
  compared: Compared | undefined;
  onCompare: (compared: Compared) => void;
  onRestore: (ref: StateRef, name: string) => void;
  onDelete: (checkpoint: CheckpointSummary) => void;
}

/** What was published and what was kept, the newest first. */
export function VersionList(props: VersionListProps) {
  const { workflowId, versions, checkpoints, compared, onCompare, onRestore, onDelete } = props;
  const entries = [
    ...versions.map((version) => ({ at: version.publishedAt, version })),
    ...checkpoints.map((checkpoint) => ({ at: checkpoint.createdAt, checkpoint })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  const isShown = (ref: StateRef): boolean => compared?.from === ref || compared?.to === ref;
  return (
    <ol className={classes.list} aria-label="Versions and checkpoints">
      <Entry icon={<PencilLine size={15} aria-hidden />} isShown={isShown('draft')} title="Draft">
        <p className={classes.meta}>What is being edited.</p>
      </Entry>
      {entries.map((entry) =>
        'version' in entry ? (
          <Entry
            key={entry.version.version}
            icon={<RocketIcon size={15} aria-hidden />}
            isShown={isShown(entry.version.version)}
            title={`Version ${entry.version.version}`}
            mark={entry.version.current && <Mark text="current" title="Events start this version" />}
            onOpen={() => onCompare(changesOf(entry.version.version, versions))}
          >
            <Meta at={entry.at} by={entry.version.publishedBy} />
            <VersionNote workflowId={workflowId} version={entry.version.version} note={entry.version.note} />
            <Actions
              name={`version ${entry.version.version}`}
              onCompare={() => onCompare({ from: entry.version.version, to: 'draft' })}
              onRestore={() => onRestore(entry.version.version, `Version ${entry.version.version}`)}
            />
          </Entry>
        ) : (
          <Entry
            key={entry.checkpoint.id}
            icon={<Bookmark size={15} aria-hidden />}
            isShown={isShown(entry.checkpoint.id)}
            title={entry.checkpoint.name}
            onOpen={() => onCompare({ from: entry.checkpoint.id, to: 'draft' })}
          >
            <Meta at={entry.at} by={entry.checkpoint.createdBy} />
            <Actions
              name={entry.checkpoint.name}
              onCompare={() => onCompare({ from: entry.checkpoint.id, to: 'draft' })}
              onRestore={() => onRestore(entry.checkpoint.id, `Checkpoint “${entry.checkpoint.name}”`)}
              onDelete={() => onDelete(entry.checkpoint)}
            />
          </Entry>
        ),
      )}
    </ol>
  );
}

interface EntryProps {
  icon: ReactNode;
  title: string;
  mark?: ReactNode;
  isShown: boolean;
  onOpen?: () => void;
  children: ReactNode;
}

function Entry({ icon, title, mark, isShown, onOpen, children }: EntryProps) {
  return (
    <li className={classes.entry} aria-label={title} data-shown={isShown || undefined}>
      <div className={classes.entryHead}>
        {icon}
        {onOpen ? (
          <button type="button" className={classes.entryTitle} onClick={onOpen}>
            {title}
          </button>
        ) : (
          <span className={classes.entryTitle}>{title}</span>
        )}
        {mark}
      </div>
      {children}
    </li>
  );
}

function Meta({ at, by }: { at: string; by: string | null }) {
  return (
    <p className={classes.meta}>
      <TimeAgo time={at} />
      {by !== null && ` by ${by}`}
    </p>
  );
}

interface ActionsProps {
  /** As it stands in a sentence. */
  name: string;
  onCompare: () => void;
  onRestore: () => void;
  onDelete?: () => void;
}

function Actions({ name, onCompare, onRestore, onDelete }: ActionsProps) {
  return (
    <div className={classes.entryActions}>
      <Button size="compact-xs" variant="default" aria-label={`Compare ${name} with the draft`} onClick={onCompare}>
        Compare with draft
      </Button>
      <Button size="compact-xs" variant="default" aria-label={`Restore ${name}`} onClick={onRestore}>
        Restore
      </Button>
      {onDelete && (
        <Button size="compact-xs" variant="subtle" color="gray" aria-label={`Delete ${name}`} onClick={onDelete}>
          Delete
        </Button>
      )}
    </div>
  );
}

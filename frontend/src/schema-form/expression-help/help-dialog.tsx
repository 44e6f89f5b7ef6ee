import type { ExpressionHelp } from '@eventloom/backend/contract';
import { Fragment, useId, useMemo, useRef, useState } from 'react';
import { useExpressionHelp } from '../../api/queries';
import { CopyButton } from '../../ui/copy-button';
import { placeWithin } from '../../ui/search-dialog/place-within';
import { SearchDialog } from '../../ui/search-dialog/search-dialog';
import classes from './expression-help.module.css';
import { findHelp } from './find-help';

const SIZE = { width: 440, height: 520 };

interface HelpDialogProps {
  /** Where the field is that it was opened for. */
  beside: DOMRect;
  onChoose: (snippet: string) => void;
  onClose: () => void;
}

/** Everything that an expression can name or call: searched, read, and put into the field. */
export function HelpDialog({ beside, onChoose, onClose }: HelpDialogProps) {
  const content = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { data, isError } = useExpressionHelp();
  const found = useMemo(() => findHelp(data?.items ?? [], query), [data, query]);
  const move = (to: number): void => {
    const next = (to + found.length) % Math.max(found.length, 1);
    setActive(next);
    content.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(active + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      const chosen = found[active];
      if (chosen) onChoose(chosen.snippet);
    }
  };
  const shown = found[active];
  return (
    <SearchDialog
      label="Expression help"
      // Left of the field, so that it can be seen.
      style={{ ...placeWithin({ x: beside.left - SIZE.width - 12, y: beside.top }, SIZE), ...SIZE, maxHeight: '100%' }}
      field={{
        placeholder: 'Dates, lists, hashes …',
        'aria-label': 'Search expression help',
        'aria-controls': listId,
        'aria-activedescendant': shown && `${listId}-${active}`,
        value: query,
        onChange: (event) => (setQuery(event.target.value), setActive(0)),
      }}
      onKeyDown={onKeyDown}
      onClose={onClose}
      contentRef={content}
    >
      <HelpList
        id={listId}
        entries={found}
        isGrouped={query.trim() === ''}
        active={active}
        onActivate={setActive}
        onChoose={onChoose}
      />
      {found.length === 0 && (
        <p className={classes.nothing}>
          {isError ? 'The help could not be loaded.' : data && `Nothing matches “${query}”.`}
        </p>
      )}
      {shown && <HelpDetail entry={shown} />}
    </SearchDialog>
  );
}

interface HelpListProps {
  id: string;
  entries: readonly ExpressionHelp[];
  isGrouped: boolean;
  active: number;
  onActivate: (index: number) => void;
  onChoose: (snippet: string) => void;
}

function HelpList({ id, entries, isGrouped, active, onActivate, onChoose }: HelpListProps) {
  return (
    <ul id={id} className={classes.list} role="listbox" aria-label="Names and helpers" tabIndex={0}>
      {entries.map((entry, index) => (
        <Fragment key={entry.signature}>
          {isGrouped && entry.group !== entries[index - 1]?.group && (
            <li role="presentation" className={classes.group}>
              {entry.group}
            </li>
          )}
          <li
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={classes.option}
            data-index={index}
            onPointerMove={() => onActivate(index)}
            onClick={() => onChoose(entry.snippet)}
          >
            <Signature text={entry.signature} name={entry.name} />
            <span className={classes.hint}>{entry.description}</span>
          </li>
        </Fragment>
      ))}
    </ul>
  );
}

/** The name stands out from what is around it. */
function Signature({ text, name }: { text: string; name: string }) {
  const at = text.indexOf(name);
  return (
    <code className={classes.signature}>
      {text.slice(0, at)}
      <b>{name}</b>
      {text.slice(at + name.length)}
    </code>
  );
}

/** The example of the entry that is looked at. */
function HelpDetail({ entry }: { entry: ExpressionHelp }) {
  const text = `{{ ${entry.example ?? entry.name} }}`;
  return (
    <div className={classes.detail}>
      <div className={classes.example}>
        <code className={classes.code}>{text}</code>
        {entry.result !== undefined && (
          <code className={classes.result}>
            <span aria-hidden>→ </span>
            <span className={classes.spoken}>gives </span>
            {entry.result}
          </code>
        )}
      </div>
      <CopyButton label="Copy example" text={text} />
    </div>
  );
}

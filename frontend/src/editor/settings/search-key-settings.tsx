import type { SearchKey } from '@eventloom/backend/contract';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useProblems } from '../use-editor';
import classes from './settings.module.css';

const MOST_KEYS = 10;

/** What does not fit them is refused by the server, so it is never sent. */
const NAME = /^[A-Za-z_][\w.-]*$/;
const POINTER = /^(\/([^~/]|~[01])*)*$/;

interface SearchKeySettingsProps {
  searchKeys: readonly SearchKey[];
  onChange: (searchKeys: SearchKey[] | undefined) => void;
}

/** The values of the trigger that runs are found by. */
export function SearchKeySettings({ searchKeys, onChange }: SearchKeySettingsProps) {
  const id = useId();
  const problems = useProblems().filter(({ pointer }) => pointer?.startsWith('/settings/searchKeys'));
  const set = (keys: SearchKey[]) => onChange(keys.length > 0 ? keys : undefined);
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h3 className={classes.heading} id={id}>
        Search keys
      </h3>
      <p className={classes.hint}>
        Values of the trigger that its runs are found by, such as <code>order.id = "123"</code> in the list of runs.
      </p>
      {searchKeys.map((key, index) => (
        <KeyRow
          // What is typed is the row's own, until there are more or fewer of them.
          key={`${index} of ${searchKeys.length}`}
          searchKey={key}
          number={index + 1}
          onChange={(next) => set(searchKeys.map((other, at) => (at === index ? next : other)))}
          onRemove={() => set(searchKeys.filter((_, at) => at !== index))}
        />
      ))}
      {problems.map(({ detail, severity }) => (
        <p key={detail} className={classes.problem} data-severity={severity}>
          {detail}
        </p>
      ))}
      {searchKeys.length < MOST_KEYS && (
        <Button
          className={classes.add}
          variant="default"
          size="compact-sm"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => set([...searchKeys, { name: freeName(searchKeys), pointer: '/body/id' }])}
        >
          Add a search key
        </Button>
      )}
    </section>
  );
}

interface KeyRowProps {
  searchKey: SearchKey;
  number: number;
  onChange: (key: SearchKey) => void;
  onRemove: () => void;
}

function KeyRow({ searchKey, number, onChange, onRemove }: KeyRowProps) {
  const [typed, setTyped] = useState(searchKey);
  const type = (next: SearchKey): void => {
    setTyped(next);
    if (NAME.test(next.name) && POINTER.test(next.pointer)) onChange(next);
  };
  return (
    <div className={classes.searchKey}>
      <TextInput
        classNames={{ input: classes.mono }}
        aria-label={`Name of search key ${number}`}
        placeholder="order.id"
        value={typed.name}
        maxLength={60}
        error={!NAME.test(typed.name) && 'A letter, then letters, digits, ".", "-", "_"'}
        spellCheck={false}
        onChange={(event) => type({ ...typed, name: event.currentTarget.value })}
      />
      <TextInput
        classNames={{ input: classes.mono }}
        aria-label={`Pointer of search key ${number}`}
        placeholder="/body/id"
        value={typed.pointer}
        maxLength={200}
        error={!POINTER.test(typed.pointer) && 'A path such as /body/id'}
        spellCheck={false}
        onChange={(event) => type({ ...typed, pointer: event.currentTarget.value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Remove search key ${searchKey.name}`}
        onClick={onRemove}
      >
        <Trash2 size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function freeName(searchKeys: readonly SearchKey[]): string {
  for (let number = searchKeys.length + 1; ; number += 1) {
    const name = `key${number}`;
    if (!searchKeys.some((key) => key.name === name)) return name;
  }
}

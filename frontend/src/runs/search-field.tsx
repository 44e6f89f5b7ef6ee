import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import classes from './run-filters.module.css';

const TYPING_MS = 400;

interface SearchFieldProps {
  value: string | undefined;
  /** Whether it could not be read. */
  isWrong: boolean;
  onChange: (q: string | undefined) => void;
}

/** Finds runs by their search keys, or by plain text. */
export function SearchField({ value, isWrong, onChange }: SearchFieldProps) {
  const find = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), TYPING_MS);
  return (
    <TextInput
      className={classes.search}
      aria-label="Search"
      placeholder='Name, id, error, or order.id = "123"'
      leftSection={<Search size={14} aria-hidden />}
      key={String(value === undefined)}
      defaultValue={value ?? ''}
      error={isWrong}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => find(event.currentTarget.value)}
    />
  );
}

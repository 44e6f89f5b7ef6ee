import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { ControlProps } from '../control-props';
import { isSame } from '../is-same';
import { TextOrExpression } from '../expressions/text-or-expression';
import { kindOf, readLoose, showLoose } from '../loose-value';
import type { Json } from '../read-schema';
import classes from '../schema-form.module.css';

interface Row {
  key: string;
  text: string;
}

/** Names and values. Where the schema allows it, a value may be any JSON: what looks like a number is one. */
export function KeyValueControl({ id, field, value, onChange, describedBy }: ControlProps) {
  const read = field.isTextOnly ? (text: string): Json => text : readLoose;
  const [rows, setRows] = useState<Row[]>(() => rowsOf(value));
  const shown = isSame(valueOf(rows, read), value) ? rows : rowsOf(value);
  const change = (next: Row[]): void => {
    setRows(next);
    onChange(valueOf(next, read));
  };
  const edit = (index: number, part: Partial<Row>): void =>
    change(shown.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <div className={classes.rows} role="group" aria-label={field.title} aria-describedby={describedBy}>
      {shown.map((row, index) => (
        <div key={index} className={classes.row}>
          <TextInput
            id={index === 0 ? id : undefined}
            aria-label={`${field.title}, name ${index + 1}`}
            placeholder="name"
            value={row.key}
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: classes.mono }}
            onChange={(event) => edit(index, { key: event.currentTarget.value })}
          />
          <TextOrExpression
            id={undefined}
            label={`${field.title}, value ${index + 1}`}
            describedBy=""
            placeholder="value"
            text={row.text}
            isLiteral={field.isLiteral}
            rightSection={<KindChip value={read(row.text)} />}
            rightSectionWidth={kindOf(read(row.text)) ? 76 : 0}
            onChange={(text) => edit(index, { text })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${row.key || `row ${index + 1}`}`}
            onClick={() => change(shown.filter((_, at) => at !== index))}
          >
            <X size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => setRows([...shown, { key: '', text: '' }])}
        className={classes.addRow}
      >
        Add row
      </Button>
    </div>
  );
}

/** What kind of value was read, where it is not plain text. */
export function KindChip({ value }: { value: Json | undefined }) {
  const kind = kindOf(value);
  return kind ? <span className={classes.kind}>{kind}</span> : null;
}

function rowsOf(value: Json | undefined): Row[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [{ key: '', text: '' }];
  const rows = Object.entries(value).map(([key, entry]) => ({ key, text: showLoose(entry) }));
  return rows.length === 0 ? [{ key: '', text: '' }] : rows;
}

/** Rows without a name do not count yet. */
function valueOf(rows: readonly Row[], read: (text: string) => Json): Json | undefined {
  const named = rows.filter((row) => row.key.trim() !== '');
  return named.length === 0 ? undefined : Object.fromEntries(named.map((row) => [row.key.trim(), read(row.text)]));
}

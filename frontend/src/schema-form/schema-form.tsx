import { Button, Menu } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { FieldRow } from './field-row';
import { isWanted, type Field, type Json } from './read-schema';
import classes from './schema-form.module.css';

interface SchemaFormProps {
  fields: readonly Field[];
  values: Readonly<Record<string, Json>>;
  /** What is wrong with a field, by its name. */
  errors: ReadonlyMap<string, string>;
  onChange: (name: string, value: Json | undefined) => void;
}

/**
 * The form of a step, drawn from the schema of its type: what is required, what is set and what has a default; the other
 * options are added when they are wanted. Each field's element has the id `field-<name>`.
 */
export function SchemaForm({ fields, values, errors, onChange }: SchemaFormProps) {
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const isShown = (field: Field): boolean =>
    field.isRequired ||
    field.name in values ||
    field.default !== undefined ||
    added.has(field.name) ||
    errors.has(field.name);
  const wanted = fields.filter((field) => isWanted(field, values, fields) || errors.has(field.name));
  const others = wanted.filter((field) => !isShown(field));
  const remove = (field: Field): void => {
    setAdded((names) => new Set([...names].filter((name) => name !== field.name)));
    onChange(field.name, undefined);
  };
  return (
    <div className={classes.form}>
      {wanted.filter(isShown).map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          value={values[field.name]}
          values={values}
          error={errors.get(field.name)}
          onChange={(value) => onChange(field.name, value)}
          onRemove={field.isRequired || field.default !== undefined ? undefined : () => remove(field)}
        />
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start" width={280}>
          <Menu.Target>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<Plus size={14} aria-hidden />}
              className={classes.addOption}
            >
              Add option
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((field) => (
              <Menu.Item key={field.name} onClick={() => setAdded((names) => new Set(names).add(field.name))}>
                {field.title}
                {field.description && <span className={classes.optionHint}>{field.description}</span>}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

import { Select } from '@mantine/core';
import { useConnectionChoices } from '../connections';
import { described, type ControlProps } from '../control-props';

/** One of the stored connections, by its id. */
export function ConnectionControl({ id, field, value, onChange, isInvalid, describedBy }: ControlProps) {
  const connections = useConnectionChoices();
  return (
    <Select
      id={id}
      data={connections.map((connection) => ({ value: connection.id, label: connection.name }))}
      value={typeof value === 'string' ? value : null}
      placeholder={connections.length === 0 ? 'No connections yet' : (field.placeholder ?? 'Choose a connection')}
      disabled={connections.length === 0}
      clearable
      error={isInvalid}
      attributes={described(describedBy)}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

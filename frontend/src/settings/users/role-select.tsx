import { roleSchema, type Role } from '@eventloom/backend/contract';
import { Select } from '@mantine/core';

const ROLES: { value: Role; label: string }[] = [
  { value: 'member', label: 'Member' },
  { value: 'owner', label: 'Owner' },
];

/** Asks what somebody may do. */
export function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <Select
      label="Role"
      description="Owners also manage users and API keys and read the audit log"
      data={ROLES}
      value={value}
      onChange={(next) => onChange(roleSchema.parse(next))}
      allowDeselect={false}
    />
  );
}

import { Alert } from '@mantine/core';
import type { AuditCheck } from '@eventloom/backend/contract';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { formatCount } from '../../ui/format';

/** Whether every entry is as it was written, and from which one on not. */
export function CheckResult({ check: { intact, entries, brokenAt } }: { check: AuditCheck }) {
  const looked = formatCount(entries, 'entry', 'entries');
  return intact ? (
    <Alert variant="light" color="green" mb="md" role="status" icon={<ShieldCheck size={18} aria-hidden />}>
      Nobody has tampered with the log: {looked} checked, each follows from the one before.
    </Alert>
  ) : (
    <Alert
      variant="light"
      color="red"
      mb="md"
      role="alert"
      title="Somebody has tampered with the log"
      icon={<ShieldAlert size={18} aria-hidden />}
    >
      Entry {brokenAt} does not follow from the one before: it, or what stood there, was changed or removed in the
      database.
    </Alert>
  );
}

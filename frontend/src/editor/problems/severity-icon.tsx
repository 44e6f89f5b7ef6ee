import type { Severity } from '@eventloom/backend/contract';
import { CircleX, Info, TriangleAlert, type LucideIcon } from 'lucide-react';

const ICONS: Record<Severity, LucideIcon> = { error: CircleX, warning: TriangleAlert, info: Info };
const NAMES: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** How bad a problem is; its style comes from where it stands. */
export function SeverityIcon({ severity, isNamed = false }: { severity: Severity; isNamed?: boolean }) {
  const Icon = ICONS[severity];
  if (!isNamed) return <Icon size={14} aria-hidden />;
  return <Icon size={14} aria-label={NAMES[severity]} data-severity={severity} />;
}

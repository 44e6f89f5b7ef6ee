import {
  Box,
  CalendarClock,
  Code,
  Globe,
  Hand,
  Megaphone,
  Pencil,
  Radio,
  Split,
  Webhook,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { lazy, Suspense } from 'react';

/** The icons of the node types that come along; any other is found in a chunk of its own. */
const KNOWN: Record<string, LucideIcon> = {
  'calendar-clock': CalendarClock,
  code: Code,
  globe: Globe,
  hand: Hand,
  megaphone: Megaphone,
  pencil: Pencil,
  radio: Radio,
  split: Split,
  webhook: Webhook,
  zap: Zap,
};

const AnyIcon = lazy(() => import('./any-icon'));

/** The icon of a node type by its Lucide name in kebab-case; decorative, so hidden from screen readers. */
export function NodeIcon({ name, size = 16 }: { name: string; size?: number }) {
  const Known = KNOWN[name];
  if (Known) return <Known size={size} aria-hidden />;
  return (
    <Suspense fallback={<Box size={size} aria-hidden />}>
      <AnyIcon name={name} size={size} />
    </Suspense>
  );
}

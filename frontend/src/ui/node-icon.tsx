import {
  Box,
  CalendarClock,
  Code,
  Database,
  Ear,
  Globe,
  Hand,
  Megaphone,
  Merge,
  OctagonX,
  Pencil,
  Radio,
  Repeat,
  Reply,
  Route,
  Send,
  Split,
  Timer,
  UserCheck,
  Webhook,
  Workflow,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { lazy, Suspense } from 'react';

/** The icons of the node types that come along; any other is found in a chunk of its own. */
const KNOWN: Record<string, LucideIcon> = {
  'calendar-clock': CalendarClock,
  code: Code,
  database: Database,
  ear: Ear,
  globe: Globe,
  hand: Hand,
  megaphone: Megaphone,
  merge: Merge,
  'octagon-x': OctagonX,
  pencil: Pencil,
  radio: Radio,
  repeat: Repeat,
  reply: Reply,
  route: Route,
  send: Send,
  split: Split,
  timer: Timer,
  'user-check': UserCheck,
  webhook: Webhook,
  workflow: Workflow,
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

import {
  Bell,
  Box,
  Braces,
  CirclePlay,
  CircleX,
  Clock,
  Code,
  Copy,
  Database,
  Filter,
  GitBranch,
  GitFork,
  Globe,
  Hand,
  Mail,
  MessageSquare,
  MousePointerClick,
  Pencil,
  PenLine,
  Play,
  Radio,
  RadioTower,
  Repeat,
  Rss,
  Send,
  Split,
  SquareCode,
  Timer,
  Variable,
  Webhook,
  Workflow,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { lazy, Suspense } from 'react';

/** The icons of the node types that come along; any other is found in a chunk of its own. */
const KNOWN: Record<string, LucideIcon> = {
  bell: Bell,
  box: Box,
  braces: Braces,
  'circle-play': CirclePlay,
  'circle-x': CircleX,
  clock: Clock,
  code: Code,
  copy: Copy,
  database: Database,
  filter: Filter,
  'git-branch': GitBranch,
  'git-fork': GitFork,
  globe: Globe,
  hand: Hand,
  mail: Mail,
  'message-square': MessageSquare,
  'mouse-pointer-click': MousePointerClick,
  pencil: Pencil,
  'pen-line': PenLine,
  play: Play,
  radio: Radio,
  'radio-tower': RadioTower,
  repeat: Repeat,
  rss: Rss,
  send: Send,
  split: Split,
  'square-code': SquareCode,
  timer: Timer,
  variable: Variable,
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

import { MoveRight, Minus, PencilLine, Plus, type LucideIcon } from 'lucide-react';
import type { ShownChange } from './canvas-overlay';
import classes from './change-mark.module.css';

const GLYPHS: Record<ShownChange, LucideIcon> = { added: Plus, removed: Minus, changed: PencilLine, moved: MoveRight };

/** What became of a step, as glyph and word: never told by colour alone. */
export function ChangeMark({ change, isInline = false }: { change: ShownChange; isInline?: boolean }) {
  const Glyph = GLYPHS[change];
  return (
    <span className={classes.mark} data-change={change} data-inline={isInline || undefined}>
      <Glyph size={12} strokeWidth={2.5} aria-hidden />
      {change}
    </span>
  );
}

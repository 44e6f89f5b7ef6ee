import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { useId, useRef, type KeyboardEvent } from 'react';
import classes from './data-viewer.module.css';
import { preview, type TreeRow } from './tree-rows';

const ROW_HEIGHT = 22;

interface TreeViewProps {
  label: string;
  rows: TreeRow[];
  selected: string | undefined;
  /** The place of which more is being fetched. */
  loading?: string | undefined;
  onSelect: (pointer: string) => void;
  /** Folds or unfolds a row, or fetches what it says is left out. */
  onToggle: (row: TreeRow) => void;
  /** Enter or a double click on a row; if absent, Enter folds and unfolds as the space bar does. */
  onPick?: (row: TreeRow) => void;
  /** Rows can be dragged; this says what one carries. */
  onDrag?: (row: TreeRow, transfer: DataTransfer) => void;
}

/** A tree of JSON: arrows walk and fold, a click selects. */
export function TreeView({ label, rows, selected, loading, onSelect, onToggle, onPick, onDrag }: TreeViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 10,
  });
  const at = rows.findIndex((row) => row.pointer === selected);

  const goTo = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!row) return;
    onSelect(row.pointer);
    virtual.scrollToIndex(rows.indexOf(row));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (event.key === 'Enter' && onPick && row) {
      event.preventDefault();
      onPick(row);
      return;
    }
    const step = keyStep(event.key, rows, at);
    if (step === undefined) return;
    event.preventDefault();
    if (step === 'toggle') onToggle(rows[at]!);
    else goTo(step);
  };
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={row.pointer}
              id={`${id}-${item.index}`}
              role="treeitem"
              aria-level={row.depth + 1}
              aria-expanded={row.size > 0 ? row.expanded : undefined}
              aria-selected={item.index === at}
              className={classes.row}
              style={{ top: item.start, paddingLeft: 8 + row.depth * 14 }}
              draggable={onDrag !== undefined}
              onDragStart={(event) => onDrag?.(row, event.dataTransfer)}
              onDoubleClick={() => onPick?.(row)}
              onClick={() => {
                onSelect(row.pointer);
                if (canToggle(row)) onToggle(row);
              }}
            >
              <RowContent row={row} isLoading={row.rest !== undefined && row.rest.pointer === loading} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function canToggle(row: TreeRow): boolean {
  return row.size > 0 || row.rest !== undefined;
}

/** What a key does: go to a row, fold or unfold this one, or nothing. */
function keyStep(key: string, rows: TreeRow[], at: number): number | 'toggle' | undefined {
  const row = rows[at];
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'Enter':
    case ' ':
      return row && canToggle(row) ? 'toggle' : undefined;
    case 'ArrowRight':
      if (!row || row.size === 0) return undefined;
      return row.expanded ? at + 1 : 'toggle';
    case 'ArrowLeft':
      return row?.expanded ? 'toggle' : parentOf(rows, at);
    default:
      return undefined;
  }
}

function parentOf(rows: TreeRow[], at: number): number | undefined {
  const depth = rows[at]?.depth ?? 0;
  const parent = rows.slice(0, Math.max(at, 0)).findLastIndex((row) => row.depth < depth);
  return parent < 0 ? undefined : parent;
}

function RowContent({ row, isLoading }: { row: TreeRow; isLoading: boolean }) {
  return (
    <>
      <ChevronRight
        className={classes.chevron}
        data-hidden={row.size === 0 || undefined}
        data-expanded={row.expanded || undefined}
        size={12}
        aria-hidden
      />
      {row.name !== null && <span className={classes.name}>{row.name}</span>}
      <span className={classes.value} data-kind={row.kind}>
        {isLoading ? 'Loading…' : preview(row)}
      </span>
    </>
  );
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useRef, type ReactNode } from 'react';

const ROW_HEIGHT = 37;

interface VirtualRowsProps<Item> {
  items: Item[];
  columns: number;
  /** Draws a row; `row` is its place in the table, the head being 1. */
  children: (item: Item, row: number) => ReactNode;
}

/** The body of a table on a page that scrolls; only the rows in view are in the document. */
export function VirtualRows<Item extends { id: string }>({ items, columns, children }: VirtualRowsProps<Item>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => document.getElementById('content'),
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 12,
    // The table begins some way down the page that scrolls.
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const shown = rows.getVirtualItems();
  const above = (shown[0]?.start ?? 0) - rows.options.scrollMargin;
  const below = rows.getTotalSize() - ((shown.at(-1)?.end ?? 0) - rows.options.scrollMargin);
  return (
    <tbody ref={body}>
      <Spacer height={above} columns={columns} />
      {shown.map(({ key, index }) => {
        const item = items[index];
        return item && <Fragment key={key}>{children(item, index + 2)}</Fragment>;
      })}
      <Spacer height={below} columns={columns} />
    </tbody>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

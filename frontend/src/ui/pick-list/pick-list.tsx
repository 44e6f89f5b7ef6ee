import { Search } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import classes from './pick-list.module.css';
import { placeOf, type Place } from './place-of';

interface PickListProps<Item> {
  /** What the dialog is called. */
  label: string;
  placeholder: string;
  searchLabel: string;
  listLabel: string;
  /** What matches the query. Items of one group follow each other. */
  items: readonly Item[];
  keyOf: (item: Item) => string;
  groupOf?: (item: Item) => string;
  /** What is said where nothing matches. */
  nothing: ReactNode;
  query: string;
  onQuery: (query: string) => void;
  onChoose: (item: Item) => void;
  onClose: () => void;
  /** Where in the window it opens; in the middle if absent. */
  at?: Place | undefined;
  role?: 'searchbox' | 'combobox';
  /** Draws what is to be seen of an item. */
  children: (item: Item) => ReactNode;
}

interface Section<Item> {
  group: string;
  /** Where its first item stands among all. */
  first: number;
  items: Item[];
}

/** Something to choose from by typing a few letters: the focus stays in the field, the arrows go through the list. */
export function PickList<Item>(props: PickListProps<Item>) {
  const { items, onChoose, onClose, query } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [active, setActive] = useState(0);
  // Closed before it is taken from the page: only so does the focus go back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    dialog.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (index: number): void => {
    const chosen = items[index];
    if (chosen !== undefined) onChoose(chosen);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    event.stopPropagation();
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) setActive((active + by + items.length) % Math.max(items.length, 1));
    else if (event.key === 'Enter') choose(active);
    // The browser would only empty the field.
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  const combobox = { role: 'combobox', 'aria-expanded': items.length > 0, 'aria-autocomplete': 'list' } as const;
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-label={props.label}
      style={placeOf(props.at)}
      onCancel={(event) => (event.preventDefault(), onClose())}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={onKeyDown}
    >
      <div className={classes.body}>
        <div className={classes.search}>
          <Search size={15} aria-hidden />
          <input
            type="search"
            {...(props.role === 'combobox' && combobox)}
            placeholder={props.placeholder}
            aria-label={props.searchLabel}
            aria-controls={listId}
            aria-activedescendant={items.length > 0 ? `${listId}-${active}` : undefined}
            autoComplete="off"
            value={query}
            onChange={(event) => (props.onQuery(event.target.value), setActive(0))}
          />
        </div>
        <div id={listId} className={classes.options} role="listbox" aria-label={props.listLabel} tabIndex={0}>
          {sectionsOf(props).map(({ group, first, items: some }) => (
            <div key={group} role="group" aria-label={group || props.listLabel}>
              {group !== '' && (
                <div className={classes.group} aria-hidden>
                  {group}
                </div>
              )}
              {some.map((item, index) => (
                <div
                  key={props.keyOf(item)}
                  id={`${listId}-${first + index}`}
                  role="option"
                  aria-selected={first + index === active}
                  className={classes.option}
                  data-index={first + index}
                  onPointerMove={() => setActive(first + index)}
                  onClick={() => choose(first + index)}
                >
                  {props.children(item)}
                </div>
              ))}
            </div>
          ))}
        </div>
        {items.length === 0 && <p className={classes.nothing}>{props.nothing}</p>}
      </div>
    </dialog>
  );
}

function sectionsOf<Item>({ items, groupOf }: PickListProps<Item>): Section<Item>[] {
  const sections: Section<Item>[] = [];
  items.forEach((item, index) => {
    const group = groupOf?.(item) ?? '';
    const last = sections.at(-1);
    if (last?.group === group) last.items.push(item);
    else sections.push({ group, first: index, items: [item] });
  });
  return sections;
}

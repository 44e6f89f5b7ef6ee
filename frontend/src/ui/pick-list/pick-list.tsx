import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { placeWithin, type Place } from '../search-dialog/place-within';
import { SearchDialog } from '../search-dialog/search-dialog';
import classes from './pick-list.module.css';

const SIZE = { width: 380, height: 420 };

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
  const content = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [active, setActive] = useState(0);
  useEffect(() => {
    content.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (index: number): void => {
    const chosen = items[index];
    if (chosen !== undefined) onChoose(chosen);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) setActive((active + by + items.length) % Math.max(items.length, 1));
    else if (event.key === 'Enter') choose(active);
    else return;
    event.preventDefault();
  };
  const combobox = { role: 'combobox', 'aria-expanded': items.length > 0, 'aria-autocomplete': 'list' } as const;
  return (
    <SearchDialog
      label={props.label}
      style={{ ...placeWithin(props.at ?? above(), SIZE), width: SIZE.width, maxHeight: SIZE.height }}
      field={{
        ...(props.role === 'combobox' && combobox),
        placeholder: props.placeholder,
        'aria-label': props.searchLabel,
        'aria-controls': listId,
        'aria-activedescendant': items.length > 0 ? `${listId}-${active}` : undefined,
        value: query,
        onChange: (event) => (props.onQuery(event.target.value), setActive(0)),
      }}
      onKeyDown={onKeyDown}
      onClose={onClose}
      contentRef={content}
    >
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
    </SearchDialog>
  );
}

/** Where nothing else is asked for: in the middle, a little above it. */
function above(): Place {
  return { x: (window.innerWidth - SIZE.width) / 2, y: window.innerHeight * 0.16 };
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

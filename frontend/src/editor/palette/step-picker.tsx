import { Search } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Point } from '../../canvas/node-geometry';
import { NodeIcon } from '../../ui/node-icon';
import type { PickerRequest } from '../editor-session';
import { useEditor, useUi } from '../use-editor';
import classes from './palette.module.css';
import { rankTypes, wantsTrigger, type Fit } from './rank-types';

const WIDTH = 380;
const HEIGHT = 420;

/** Opens when a step is asked for, where it was asked for. */
export function StepPicker() {
  const request = useUi((ui) => ui.picker);
  return request ? <PickerDialog request={request} /> : null;
}

function PickerDialog({ request }: { request: PickerRequest }) {
  const { session, manifests, edit, view } = useEditor();
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const found = useMemo(() => {
    const fit = { ...fitOf(request), wantsTrigger: wantsTrigger(session.graph, manifests) };
    return rankTypes(manifests.values(), query, fit);
  }, [manifests, query, request, session]);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    dialog.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const close = (): void => {
    const { current } = session.overlay.getState();
    session.ui.setState({ picker: undefined });
    if (current !== undefined) view.focus(current);
  };
  const choose = (index: number): void => {
    const chosen = found[index];
    if (chosen) edit.add(chosen.manifest, request);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    event.stopPropagation();
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      setActive((active + by + found.length) % Math.max(found.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(active);
    }
  };
  return (
    <dialog
      ref={dialog}
      className={classes.picker}
      aria-label="Add step"
      style={placeOf(request.at)}
      onCancel={(event) => (event.preventDefault(), close())}
      onClick={(event) => event.target === dialog.current && close()}
      onKeyDown={onKeyDown}
    >
      <div className={classes.pickerBody}>
        <div className={classes.pickerSearch}>
          <Search size={15} aria-hidden />
          <input
            type="search"
            placeholder="What should happen?"
            aria-label="Search steps"
            aria-controls={listId}
            aria-activedescendant={found.length > 0 ? `${listId}-${active}` : undefined}
            autoComplete="off"
            value={query}
            onChange={(event) => (setQuery(event.target.value), setActive(0))}
          />
        </div>
        <ul id={listId} className={classes.options} role="listbox" aria-label="Steps" tabIndex={0}>
          {found.map(({ manifest, fits }, index) => (
            <li
              key={manifest.type}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={classes.option}
              data-index={index}
              data-shape={manifest.kind}
              data-tone={manifest.tone}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(index)}
            >
              <span className={classes.icon}>
                <NodeIcon name={manifest.icon} size={15} />
              </span>
              <span className={classes.optionText}>
                <span className={classes.optionTitle}>{manifest.title}</span>
                <span className={classes.optionHint}>{manifest.description}</span>
              </span>
              {!fits && <span className={classes.apart}>not connected</span>}
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className={classes.nothing}>No step matches “{query}”.</p>}
      </div>
    </dialog>
  );
}

function fitOf({ attach }: PickerRequest): Omit<Fit, 'wantsTrigger'> {
  return {
    needsInput: attach.to === 'output' || attach.to === 'edge',
    needsOutput: attach.to === 'input' || attach.to === 'edge',
  };
}

/** At the point, but wholly within the window. */
function placeOf(at: Point | undefined): { left: number; top: number } {
  const wanted = at ?? { x: (window.innerWidth - WIDTH) / 2, y: window.innerHeight * 0.16 };
  const within = (value: number, room: number): number => Math.max(8, Math.min(value, room - 8));
  return { left: within(wanted.x, window.innerWidth - WIDTH), top: within(wanted.y, window.innerHeight - HEIGHT) };
}

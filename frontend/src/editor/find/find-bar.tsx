import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { findSteps } from '../model/find-steps';
import { useDocument, useEditor, useUi } from '../use-editor';
import classes from './find-bar.module.css';

/** Looks for steps by their name, type or parameters; Enter goes from one to the next, and the canvas with it. */
export function FindBar() {
  const { session, manifests, view, edit } = useEditor();
  const graph = useDocument((snapshot) => snapshot.graph);
  const asked = useUi((ui) => ui.findAsked);
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState<number | undefined>(undefined);
  const found = useMemo(() => findSteps(graph, manifests, query), [graph, manifests, query]);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);

  const show = (index: number): void => {
    const nodeId = found[(index + found.length) % found.length];
    if (nodeId === undefined) return;
    setAt((index + found.length) % found.length);
    edit.bringUp(nodeId);
  };
  const next = (by: 1 | -1): void => show(at === undefined ? (by > 0 ? 0 : -1) : at + by);
  const close = (): void => {
    session.ui.setState({ findAsked: undefined });
    const { current } = session.overlay.getState();
    if (current !== undefined) view.focus(current);
  };
  return (
    <div className={classes.bar} role="search" aria-label="Find a step">
      <Search size={14} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label="Find a step"
        placeholder="Name, type or parameter"
        autoComplete="off"
        value={query}
        onChange={(event) => (setQuery(event.target.value), setAt(undefined))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') next(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
        }}
      />
      <span className={classes.count} role="status" aria-label="Steps found">
        {query.trim() !== '' && wordsFor(found.length, at)}
      </span>
      <button type="button" aria-label="Previous step found" disabled={found.length === 0} onClick={() => next(-1)}>
        <ChevronUp size={14} aria-hidden />
      </button>
      <button type="button" aria-label="Next step found" disabled={found.length === 0} onClick={() => next(1)}>
        <ChevronDown size={14} aria-hidden />
      </button>
      <button type="button" aria-label="Close the search" onClick={close}>
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}

function wordsFor(found: number, at: number | undefined): string {
  if (found === 0) return 'None';
  return at === undefined ? `${found} found` : `${at + 1} of ${found}`;
}

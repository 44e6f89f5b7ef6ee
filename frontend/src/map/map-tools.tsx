import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { formatCount } from '../ui/format';
import classes from './map-page.module.css';

const route = getRouteApi('/shell/map');
const TYPING_MS = 200;

interface MapToolsProps {
  /** How many nodes the search finds; undefined without a search. */
  found: number | undefined;
  /** The name of the node that all else is left out for. */
  focus: string | undefined;
  onShowAll: () => void;
}

/** Finds nodes on the map, tells what it is narrowed to, and what its lines mean. */
export function MapTools({ found, focus, onShowAll }: MapToolsProps) {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const find = useDebouncedCallback((text: string) => {
    void navigate({ search: (old) => ({ ...old, q: text.trim() || undefined }), replace: true });
  }, TYPING_MS);
  return (
    <div className={classes.tools} role="search" aria-label="Search the map">
      <TextInput
        type="search"
        aria-label="Search the map"
        placeholder="Search by name or kind"
        leftSection={<Search size={14} aria-hidden />}
        defaultValue={q}
        onChange={(event) => find(event.currentTarget.value)}
        w={260}
        flex="none"
      />
      <span className={classes.found} role="status">
        {found !== undefined && (found === 0 ? 'Nothing matches' : formatCount(found, 'match', 'matches'))}
      </span>
      {focus !== undefined && (
        <span className={classes.focus}>
          <span>
            Only what leads to <b>{focus}</b> and what follows
          </span>
          <Button variant="default" size="xs" leftSection={<X size={12} aria-hidden />} onClick={onShowAll}>
            Show all
          </Button>
        </span>
      )}
      <span className={classes.legend} aria-hidden>
        <svg width="24" height="8">
          <path d="M0 4H24" />
        </svg>
        events
        <svg width="24" height="8">
          <path d="M0 4H24" strokeDasharray="4 4" />
        </svg>
        published by a consumer
      </span>
    </div>
  );
}

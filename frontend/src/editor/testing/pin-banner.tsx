import { Pin } from 'lucide-react';
import { useDocument, useEditor, useTestingState } from '../use-editor';
import { formatCount } from '../../ui/format';
import classes from './testing.module.css';

/** While something is pinned: that it is, and that production never sees it. */
export function PinBanner() {
  const { tests } = useEditor();
  const pins = useTestingState((state) => state.pins);
  const count = useDocument(({ graph }) => graph.nodes.filter(({ id }) => pins[id] !== undefined).length);
  if (count === 0) return null;
  return (
    <div className={classes.banner} role="note" aria-label="Pinned data">
      <Pin size={14} aria-hidden />
      <span>
        Pinned data is used in tests only: {formatCount(count, 'step')} {count === 1 ? 'is' : 'are'} pinned.
      </span>
      <button type="button" className={classes.bannerAction} onClick={() => tests.do((test) => test.unpinAll())}>
        Unpin all
      </button>
    </div>
  );
}

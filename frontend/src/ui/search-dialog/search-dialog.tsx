import { Search } from 'lucide-react';
import {
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type InputHTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import classes from './search-dialog.module.css';

interface SearchDialogProps {
  label: string;
  /** Where in the window it opens, and how large it is or may become. */
  style: CSSProperties;
  /** The field to search in, which has the focus. */
  field: InputHTMLAttributes<HTMLInputElement>;
  onKeyDown: (event: KeyboardEvent) => void;
  onClose: () => void;
  contentRef: Ref<HTMLDivElement>;
  children: ReactNode;
}

/** A dialog of a field to search in and what is found; a press beside it closes it. */
export function SearchDialog({ label, style, field, onKeyDown, onClose, contentRef, children }: SearchDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed before it is taken from the page: only so does the focus go back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-label={label}
      style={style}
      onCancel={(event) => (event.preventDefault(), onClose())}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={(event) => {
        event.stopPropagation();
        // Else a field for searches takes it first, to empty itself.
        if (event.key !== 'Escape') return onKeyDown(event);
        event.preventDefault();
        onClose();
      }}
    >
      <div ref={contentRef} className={classes.body}>
        <div className={classes.search}>
          <Search size={15} aria-hidden />
          <input type="search" autoComplete="off" {...field} />
        </div>
        {children}
      </div>
    </dialog>
  );
}

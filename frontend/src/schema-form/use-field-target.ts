import { useRef, type DragEvent, type FocusEvent } from 'react';
import { carriesPath, insertPathInto, PATH_TYPE } from './expressions/dragged-path';
import { useInsertTarget } from './expressions/insert-target';
import { insertSnippet, isTextField, textFieldsIn } from './expression-help/insert-snippet';
import type { Field } from './read-schema';

interface FieldTargetProps {
  field: Field;
  /** Whether a text goes into one of its inputs; else an expression takes the place of the whole value. */
  takesText: boolean;
  /** Whether an expression may stand in it at all. */
  takesExpression: boolean;
  replace: (text: string) => void;
}

/** Which of a field's inputs something is put into: the one that had the focus last, or that it is dropped on. */
export function useFieldTarget({ field, takesText, takesExpression, replace }: FieldTargetProps) {
  const row = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement>(null);
  const target = useInsertTarget();
  const find = (): HTMLElement | undefined => {
    if (last.current?.isConnected) return last.current;
    const inputs = row.current ? textFieldsIn(row.current) : [];
    // Names stand before values.
    return inputs.at(field.control === 'key-value' ? -1 : 0);
  };
  const insert = (path: string, element = find()): void => {
    if (!takesText || !element) replace(`{{ ${path} }}`);
    else if (element.isContentEditable) insertPathInto(element, path);
    else insertSnippet(element, path);
  };
  const onFocus = ({ target: element }: FocusEvent): void => {
    if (element.closest('dialog')) return;
    if (isTextField(element)) last.current = element;
    if (takesExpression) target.current = insert;
  };
  const onDragOver = (event: DragEvent): void => {
    if (takesExpression && carriesPath(event.dataTransfer)) event.preventDefault();
  };
  const onDrop = (event: DragEvent): void => {
    const path = event.dataTransfer.getData(PATH_TYPE);
    if (path === '' || !takesExpression || event.defaultPrevented) return;
    event.preventDefault();
    insert(path, isPlain(event.target) ? event.target : find());
  };
  return { find, props: { ref: row, onFocus, onDragOver, onDrop } };
}

function isPlain(target: EventTarget): target is HTMLElement {
  return target instanceof HTMLElement && isTextField(target);
}

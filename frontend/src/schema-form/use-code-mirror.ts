import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef, type RefObject } from 'react';

/** An editor that takes the place of a field that was being typed into. */
export interface TakeOver {
  /** What stood there before the last change, so that it can be undone. */
  before: string;
  caret: number;
}

interface CodeMirrorProps {
  id: string;
  label: string;
  describedBy: string;
  text: string;
  onChange: (text: string) => void;
  takeOver?: TakeOver | undefined;
}

/**
 * An editor in an element. It is made once for a field; what comes from elsewhere, as by an undo on the canvas, replaces its
 * text, what is typed never does.
 *
 * @param extensions made once, too
 */
export function useCodeMirror(props: CodeMirrorProps, extensions: () => Extension): RefObject<HTMLDivElement | null> {
  const { id, label, describedBy, text, onChange } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ text, onChange, extensions, takeOver: props.takeOver });
  useEffect(() => {
    latest.current.onChange = onChange;
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const { current } = latest;
    const { takeOver } = current;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: takeOver?.before ?? current.text,
        extensions: [
          current.extensions(),
          EditorView.contentAttributes.of({ id, 'aria-label': label, 'aria-describedby': describedBy }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            const typed = update.state.doc.toString();
            if (typed === current.text) return;
            current.text = typed;
            current.onChange(typed);
          }),
        ],
      }),
    });
    view.current = editor;
    if (takeOver) begin(editor, current.text, takeOver);
    current.takeOver = undefined;
    return () => editor.destroy();
  }, [id, label, describedBy]);

  useEffect(() => {
    const { current } = latest;
    if (text === current.text) return;
    current.text = text;
    const editor = view.current;
    editor?.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  return host;
}

/** Repeats the last change, and goes on where the caret was. */
function begin(editor: EditorView, text: string, { before, caret }: TakeOver): void {
  const isSame = text === before;
  editor.dispatch({
    ...(!isSame && { changes: { from: 0, to: before.length, insert: text } }),
    selection: { anchor: Math.min(caret, text.length) },
    userEvent: 'input.type',
  });
  // Whoever has gone on to something else meanwhile is left there.
  if (document.activeElement === document.body) editor.focus();
}

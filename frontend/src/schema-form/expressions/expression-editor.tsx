import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import classes from '../code-editor.module.css';
import { useCodeMirror, type TakeOver } from '../use-code-mirror';
import { templateExtensions } from './template-extensions';
import { useTemplateContext } from './use-template-context';

export interface ExpressionEditorProps {
  id: string;
  label: string;
  describedBy: string;
  isInvalid: boolean;
  text: string;
  placeholder: string | undefined;
  isMultiline: boolean;
  takeOver: TakeOver | undefined;
  onChange: (text: string) => void;
}

/** A text with `{{ }}` in it. It grows with what is written; Tab leaves it, or takes what is suggested. */
export default function ExpressionEditor({ isInvalid, isMultiline, ...props }: ExpressionEditorProps) {
  const context = useTemplateContext();
  const host = useCodeMirror(props, () => [
    templateExtensions(context),
    ...basics(isMultiline),
    ...(props.placeholder === undefined ? [] : [placeholder(props.placeholder)]),
  ]);
  return (
    <div
      ref={host}
      className={classes.editor}
      data-lines={isMultiline ? 'few' : 'one'}
      data-invalid={isInvalid || undefined}
    />
  );
}

function basics(isMultiline: boolean): Extension[] {
  return [
    history(),
    drawSelection(),
    bracketMatching(),
    EditorView.lineWrapping,
    ...(isMultiline ? [] : [oneLine, keymap.of([{ key: 'Enter', run: () => true }])]),
    keymap.of([...defaultKeymap, ...historyKeymap]),
  ];
}

/** What is pasted with line breaks goes on in one line. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines < 2) return transaction;
  const text = transaction.newDoc.toString().replaceAll(/\s*\n\s*/g, transaction.isUserEvent('input.paste') ? ' ' : '');
  return [
    { changes: { from: 0, to: transaction.startState.doc.length, insert: text }, selection: { anchor: text.length } },
  ];
});

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import classes from './code-editor.module.css';

interface CodeEditorProps {
  id: string;
  language: 'javascript' | 'json';
  label: string;
  describedBy: string;
  isInvalid: boolean;
  text: string;
  onChange: (text: string) => void;
}

/** A text with the grammar of a language. Tab leaves it, so that nobody is caught in it with the keyboard. */
export default function CodeEditor({ id, language, label, describedBy, isInvalid, text, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ text, onChange });
  useEffect(() => {
    latest.current.onChange = onChange;
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          ...basics(language),
          EditorView.contentAttributes.of({ id, 'aria-label': label, 'aria-describedby': describedBy }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            latest.current.text = update.state.doc.toString();
            latest.current.onChange(latest.current.text);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [id, language, label, describedBy]);

  // What comes from elsewhere, as by an undo on the canvas; never what was just typed.
  useEffect(() => {
    if (text === latest.current.text) return;
    latest.current.text = text;
    const editor = view.current;
    editor?.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  return <div ref={host} className={classes.editor} data-invalid={isInvalid || undefined} />;
}

function basics(language: CodeEditorProps['language']): Extension[] {
  return [
    language === 'json' ? json() : [javascript(), lineNumbers()],
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    syntaxHighlighting(classHighlighter),
    EditorView.lineWrapping,
    keymap.of([...defaultKeymap, ...historyKeymap]),
  ];
}

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import classes from './code-editor.module.css';
import { useTemplateContext } from './expressions/use-template-context';
import { templateExtensions } from './expressions/template-extensions';
import { useCodeMirror } from './use-code-mirror';

interface CodeEditorProps {
  id: string;
  language: 'javascript' | 'json';
  label: string;
  describedBy: string;
  isInvalid: boolean;
  text: string;
  /** Whether `{{ }}` in it are expressions. */
  takesExpressions?: boolean;
  onChange: (text: string) => void;
}

/** A text with the grammar of a language. Tab leaves it, so that nobody is caught in it with the keyboard. */
export default function CodeEditor({ language, takesExpressions = false, isInvalid, ...props }: CodeEditorProps) {
  const context = useTemplateContext();
  const host = useCodeMirror(props, () => [
    ...(takesExpressions ? [templateExtensions(context)] : []),
    ...basics(language),
  ]);
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

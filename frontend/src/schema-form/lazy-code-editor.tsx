import { lazy, Suspense, type ComponentProps } from 'react';
import classes from './schema-form.module.css';

/** CodeMirror weighs as much as the rest of the editor; it comes when it is first needed. */
const CodeEditor = lazy(() => import('./code-editor'));

/** A text with the grammar of a language. */
export function LazyCodeEditor(props: ComponentProps<typeof CodeEditor>) {
  return (
    <Suspense fallback={<div className={classes.codeLoading} aria-hidden />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}

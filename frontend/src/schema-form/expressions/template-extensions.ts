import {
  acceptCompletion,
  autocompletion,
  completionKeymap,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { Prec, RangeSetBuilder, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  keymap,
  tooltips,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { fitSnippet } from '../expression-help/insert-snippet';
import { INSERT_PATH, PATH_TYPE } from './dragged-path';
import { suggest, type Suggestion } from './suggest';
import { tokensOf } from './template-tokens';
import type { TemplateContext } from './use-template-context';

/** What an editor needs for `{{ }}`: their colours, what may come next, and paths that are dropped on it. */
export function templateExtensions(context: TemplateContext): Extension {
  return [
    colours,
    autocompletion({
      override: [(asked) => complete(asked, context)],
      icons: false,
      // Whoever types fast means what is suggested.
      interactionDelay: 0,
      optionClass: ({ type }) => `cm-option-${type ?? ''}`,
    }),
    // Else a list at the lower edge of the settings would be cut.
    tooltips({ position: 'fixed', parent: document.body }),
    Prec.highest(keymap.of([{ key: 'Tab', run: acceptCompletion }, ...completionKeymap])),
    EditorView.updateListener.of(openAtBraces),
    EditorView.domEventHandlers({ drop: dropPath, [INSERT_PATH]: takePath }),
  ];
}

function complete({ state, pos, explicit }: CompletionContext, context: TemplateContext): CompletionResult | null {
  const text = state.doc.toString();
  const found = suggest(text, pos, context.current.data, context.current.help);
  if (!found || (found.options.length === 0 && !explicit)) return null;
  const options = found.options.map((option, index) => toCompletion(option, index));
  return { from: found.from, options, validFor: /^[\w$]*$/ };
}

/** What the data holds comes first, in its own order. */
function toCompletion(option: Suggestion, index: number): Completion {
  return {
    ...{ label: option.label, detail: option.detail, type: option.kind },
    ...(option.info !== '' && { info: option.info }),
    boost: (option.kind === 'call' ? 0 : 50) - Math.min(index, 49) / 2,
    apply: (view, _, from, to) => apply(view, option.apply ?? option.label, from, to),
  };
}

/** `\b` takes away the dot before it; the caret goes between the parentheses of a call. */
function apply(view: EditorView, text: string, from: number, to: number): void {
  const isBracket = text.startsWith('\b');
  const insert = isBracket ? text.slice(1) : text;
  const start = isBracket ? from - 1 : from;
  const place = insert.endsWith('()') && view.state.sliceDoc(from - 1, from) !== '' ? insert.length - 1 : insert.length;
  view.dispatch({
    changes: { from: start, to, insert },
    selection: { anchor: start + place },
    userEvent: 'input.complete',
  });
}

/** The names are offered as soon as an expression is opened, before its first letter. */
function openAtBraces({ view, docChanged, state, transactions }: ViewUpdate): void {
  if (!docChanged || !transactions.some((transaction) => transaction.isUserEvent('input.type'))) return;
  const { head } = state.selection.main;
  if (/(\{\{\s?|\.)$/.test(state.sliceDoc(Math.max(0, head - 3), head))) startCompletion(view);
}

function dropPath(event: DragEvent, view: EditorView): boolean {
  const path = event.dataTransfer?.getData(PATH_TYPE);
  if (!path) return false;
  event.preventDefault();
  event.stopPropagation();
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length;
  insertPath(view, path, at);
  return true;
}

function takePath(event: Event, view: EditorView): void {
  if (event instanceof CustomEvent && typeof event.detail === 'string')
    insertPath(view, event.detail, view.state.selection.main.head);
}

function insertPath(view: EditorView, path: string, at: number): void {
  const { text, caret } = fitSnippet(path, view.state.sliceDoc(0, at));
  view.dispatch({ changes: { from: at, insert: text }, selection: { anchor: at + caret }, userEvent: 'input.drop' });
  view.focus();
}

const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = colour(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = colour(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function colour({ state }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, token } of tokensOf(state.doc.toString()))
    builder.add(from, to, Decoration.mark({ class: `tok-${token}` }));
  return builder.finish();
}

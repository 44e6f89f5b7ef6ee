const TEXT_FIELD = 'input:not([type="checkbox"]), textarea, [contenteditable="true"]';

/** Whether something can be typed into an element. */
export function isTextField(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && element.matches(TEXT_FIELD);
}

export function textFieldsIn(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(TEXT_FIELD)].filter((field) => !field.closest('dialog'));
}

/**
 * Puts a name or a call into a field where its caret is, as if it had been typed: the field can undo it. Between the
 * parentheses of a call is where the caret is then.
 */
export function insertSnippet(field: HTMLElement, snippet: string): void {
  field.focus();
  const { text, caret } = fitSnippet(snippet, textBefore(field));
  // The only way of typing for a person that keeps the field's own history; no browser will ever do without it.
  document.execCommand('insertText', false, text);
  if (!isPlainField(field)) return;
  const end = field.selectionEnd ?? 0;
  field.setSelectionRange(end - text.length + caret, end - text.length + caret);
}

/** What has to be inserted after a text: with braces where no expression is open, and with a value before a method. */
export function fitSnippet(snippet: string, before: string): { text: string; caret: number } {
  const isOpen = before.lastIndexOf('{{') > before.lastIndexOf('}}');
  const hasValue = isOpen && /[\w\])"'`}]$/.test(before);
  const call = snippet.startsWith('.') && !hasValue ? `input${snippet}` : snippet;
  const text = isOpen ? call : `{{ ${call} }}`;
  const place = text.lastIndexOf('()');
  return { text, caret: place < 0 ? text.length : place + 1 };
}

function textBefore(field: HTMLElement): string {
  if (isPlainField(field)) return field.value.slice(0, field.selectionStart ?? field.value.length);
  const selection = document.getSelection();
  if (!selection?.anchorNode || !field.contains(selection.anchorNode)) return '';
  const range = document.createRange();
  range.setStart(field, 0);
  range.setEnd(selection.anchorNode, selection.anchorOffset);
  return range.toString();
}

function isPlainField(field: HTMLElement): field is HTMLInputElement | HTMLTextAreaElement {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
}

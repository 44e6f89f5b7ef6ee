const FOCUSABLE = 'input, textarea, select, button, [contenteditable="true"]';

/** Puts the focus on a field of the form, once it is drawn; a code field takes a moment to load. */
export function focusField(name: string, attempts = 60): void {
  const row = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
  const field = document.getElementById(`field-${name}`);
  const control = field?.matches(FOCUSABLE) ? field : attempts < 40 ? row?.querySelector<HTMLElement>(FOCUSABLE) : null;
  if (control) {
    control.focus();
    control.scrollIntoView({ block: 'nearest' });
  } else if (attempts > 0) requestAnimationFrame(() => focusField(name, attempts - 1));
}

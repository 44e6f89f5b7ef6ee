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

/** Puts the focus on the first field of the form, else on the first of the settings. */
export function focusFirstField(): void {
  const field =
    document.querySelector<HTMLElement>('[data-field] :is(input, textarea, select, [contenteditable])[id^="field-"]') ??
    document.querySelector<HTMLElement>(`[data-field] :is(${FOCUSABLE}):not([aria-pressed], [aria-haspopup])`) ??
    document.querySelector<HTMLElement>(`[aria-label="Step settings"] input`);
  field?.focus();
}

const MOST_FRAMES = 10;

/** Puts the focus on an element as soon as it can have it: it may not be drawn yet, or lie behind a dialog that closes. */
export function focusSoon(find: () => HTMLElement | null | undefined, frames = MOST_FRAMES): void {
  const found = find();
  found?.focus({ preventScroll: true });
  const isDone = found instanceof HTMLElement && found === document.activeElement;
  if (!isDone && frames > 0) requestAnimationFrame(() => focusSoon(find, frames - 1));
}

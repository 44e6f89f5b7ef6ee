const TABBABLE = 'a[href], button:not(:disabled), input, select, textarea, [tabindex="0"]';

/** Puts the focus on the next part of the editor that has a place for it; elements with `data-pane` are its parts. */
export function cyclePanes(by: 1 | -1, active: Element | null = document.activeElement): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const here = panes.findIndex((pane) => pane.contains(active));
  const start = here === -1 && by < 0 ? 0 : here;
  for (let step = 1; step <= panes.length; step += 1) {
    const pane = panes[(start + by * step + panes.length * 2) % panes.length];
    const target = pane && firstIn(pane);
    if (target) {
      target.focus({ preventScroll: true });
      return;
    }
  }
}

/** The step that the canvas's tab stop is at goes before the buttons around it. */
function firstIn(pane: HTMLElement): HTMLElement | undefined {
  const all = [...pane.querySelectorAll<HTMLElement>(TABBABLE)].filter((element) => element.tabIndex >= 0);
  return all.find((element) => element.matches('[data-node], [role="application"]')) ?? all[0];
}

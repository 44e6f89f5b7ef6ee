const INPUTS = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const;
/** For how long nothing may have been pressed or moved; milliseconds. */
const QUIET_MS = 400;

let lastInput = 0;
if (typeof window !== 'undefined')
  for (const input of INPUTS)
    window.addEventListener(input, () => (lastInput = performance.now()), { capture: true, passive: true });

/** Waits until nobody is in the middle of something that would stutter. */
export async function quietMoment(): Promise<void> {
  for (;;) {
    const wait = lastInput + QUIET_MS - performance.now();
    if (wait <= 0) break;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

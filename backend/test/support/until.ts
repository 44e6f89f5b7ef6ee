/**
 * Asks again and again until there is an answer that is not `undefined` or `false`; for what happens a moment later.
 * @throws Error with the name of what did not happen in time
 */
export async function until<Found>(
  what: string,
  ask: () => Promise<Found | undefined | false> | Found | undefined | false,
  timeoutMs = 10_000,
): Promise<Found> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline;) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`did not happen within ${timeoutMs} ms: ${what}`);
}

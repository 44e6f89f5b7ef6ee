interface Build {
  ensureBuilt(...names: string[]): Promise<void>;
}

/** Tests of the program as it is installed run what `npm start` runs: the compiled program. */
export default async function setup(): Promise<void> {
  const script = new URL('../../../scripts/lib/build.mjs', import.meta.url);
  const { ensureBuilt } = (await import(script.href)) as Build;
  await ensureBuilt('backend');
}

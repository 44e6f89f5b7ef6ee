import type { Call } from './call.js';

/** The options of a `toLocaleString`: an object of texts, numbers and booleans, whatever else was given left out. */
export function plainOptions<Receiver>(call: Call<Receiver>, index: number): Record<string, string | number | boolean> {
  const given = call.args[index];
  const options: Record<string, string | number | boolean> = {};
  if (typeof given !== 'object' || given === null) return options;
  for (const [key, value] of Object.entries(given).slice(0, 50))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      if (key !== '__proto__') options[key] = value;
  // Formats for people are by far the slowest of all methods.
  call.evaluation.spend(1000);
  return options;
}

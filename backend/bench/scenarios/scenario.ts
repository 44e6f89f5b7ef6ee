import type { Figure } from '../figures.js';
import type { BackingName, BenchOptions } from '../options.js';

export interface BenchRun {
  backing: BackingName;
  options: BenchOptions;
}

/** Something worth measuring, by the name that it is asked for. */
export interface Scenario {
  name: string;
  /** Whether it needs no database, so that once is enough. */
  once?: boolean;
  measure(run: BenchRun): Promise<Figure[]>;
}

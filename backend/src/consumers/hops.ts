/** A chain of runs that start one another ends after so many. */
export const MAX_HOPS = 25;

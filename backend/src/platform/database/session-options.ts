/**
 * What the connections of the pool ask of the planner. A prepared statement keeps the plan that was made when its table was
 * small. While it was, reading all of it, or all that lies between some ids, looked cheapest, and went on to be done until
 * the next `analyze`: every group of runs read all runs, some of them many times.
 */
export const SESSION_OPTIONS = '-c enable_seqscan=off -c enable_bitmapscan=off';

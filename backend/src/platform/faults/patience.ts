import { FAULTS } from '../config.js';

/**
 * How long a run that is somebody's affair is left alone: a worker owns it so long without a sign of life, and a wake-up
 * that is not followed by a claim so long counts as lost; milliseconds, by the database's clock.
 */
export const PATIENCE_MS = FAULTS.leaseMs ?? 15_000;

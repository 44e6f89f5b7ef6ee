import { CreateTables1764000000000 } from './1764000000000-create-tables.js';

/** Every migration, in the order they run. Expand first, contract in a later version. */
export const MIGRATIONS = [CreateTables1764000000000];

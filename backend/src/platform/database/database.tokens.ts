/** The injection token of the database's address. */
export const DATABASE_ADDRESS = Symbol('DATABASE_ADDRESS');

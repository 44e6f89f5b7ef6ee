import { SetMetadata } from '@nestjs/common';

/** The metadata key of routes that are open to everybody. */
export const PUBLIC = Symbol('PUBLIC');

/** Opens a route to everybody. Every route without it asks who is there: access is denied by default. */
export const Public = () => SetMetadata(PUBLIC, true);

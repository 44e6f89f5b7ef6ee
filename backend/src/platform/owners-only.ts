import { SetMetadata } from '@nestjs/common';

/** The metadata key of routes that are for owners. */
export const OWNERS_ONLY = Symbol('OWNERS_ONLY');

/** Keeps a route for owners and API keys, which may do everything. */
export const OwnersOnly = () => SetMetadata(OWNERS_ONLY, true);

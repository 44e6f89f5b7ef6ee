import type { NodeManifest } from '../contract/index.js';

/** What the rules of a graph need to know of each node type, by type; the manifests hold it. */
export type Catalog = ReadonlyMap<string, Pick<NodeManifest, 'kind' | 'ports'>>;

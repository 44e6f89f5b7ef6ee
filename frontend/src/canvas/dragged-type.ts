import type { NodeManifest } from '@eventloom/backend/contract';

/** What a drag from the palette carries: the node type. */
const NODE_TYPE = 'application/x-eventloom-node-type';
/** Goes with types that fit between two steps: until it is dropped only the names of what is carried can be read. */
const FITS_BETWEEN = 'application/x-eventloom-fits-between';

type Carrier = Pick<DataTransfer, 'setData' | 'getData' | 'types'>;

export function carryType(carrier: Carrier, manifest: Pick<NodeManifest, 'type' | 'ports'>): void {
  carrier.setData(NODE_TYPE, manifest.type);
  if (fitsBetween(manifest)) carrier.setData(FITS_BETWEEN, 'yes');
}

/** The node type that was dropped; empty if it was something else. */
export function carriedType(carrier: Carrier): string {
  return carrier.getData(NODE_TYPE);
}

/** Whether what is carried could be put into a connection. */
export function carriesLink(carrier: Carrier): boolean {
  return carrier.types.includes(FITS_BETWEEN);
}

/** Whether a step of this type can stand in the middle of a connection. */
export function fitsBetween({ ports }: Pick<NodeManifest, 'ports'>): boolean {
  return ports.input && (ports.outputs.length > 0 || ports.outputsFrom !== undefined);
}

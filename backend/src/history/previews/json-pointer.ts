/** The pointer (RFC 6901) to a field or an item of what `parent` points to. */
export function pointerTo(parent: string, name: string): string {
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What a pointer points to; `undefined` if there is nothing. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const field = Object.getOwnPropertyDescriptor(value, name);
    // The length of an array is a property of its own, but none of its data.
    if (!field?.enumerable) return undefined;
    value = field.value;
  }
  return value;
}

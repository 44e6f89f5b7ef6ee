const frozen = new WeakSet<object>();

/** Makes every change, however deep, an error. */
export function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value;
  frozen.add(value);
  if (value instanceof Map) {
    const refuse = (): never => {
      throw new TypeError('a frozen map was changed');
    };
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse });
    for (const item of value.values()) freeze(item);
  }
  for (const item of Object.values(value)) freeze(item);
  return Object.freeze(value);
}

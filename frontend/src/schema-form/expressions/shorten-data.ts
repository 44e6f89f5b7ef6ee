/** So much of a list, and of a text, is left of data that is too large. */
const ITEMS = 100;
const CHARACTERS = 2000;

/** Data that is looked at while somebody types is no larger: values, and characters in all. */
const MOST_VALUES = 20_000;
const MOST_CHARACTERS = 1_000_000;

/** Takes from large data what a preview does not need: the ends of long lists and texts. What is small stays as it is. */
export function shortenData<Value>(value: Value): { value: Value; isShortened: boolean } {
  if (!isLarge(value)) return { value, isShortened: false };
  return { value: shorten(value) as Value, isShortened: true };
}

function isLarge(value: unknown): boolean {
  let values = 0;
  let characters = 0;
  const add = (part: unknown): boolean => {
    values += 1;
    if (typeof part === 'string') characters += part.length;
    if (values > MOST_VALUES || characters > MOST_CHARACTERS) return true;
    return typeof part === 'object' && part !== null && Object.values(part).some(add);
  };
  return add(value);
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, CHARACTERS);
  if (Array.isArray(value)) return value.slice(0, ITEMS).map(shorten);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shorten(field)]));
}

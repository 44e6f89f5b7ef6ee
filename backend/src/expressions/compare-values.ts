import { toPlainText } from './values.js';

/** How two sides of a condition are compared; the rules stand at `evaluateConditions`. */

export function isPresent(value: unknown): boolean {
  return value != null;
}

export function isEmpty(value: unknown): boolean {
  if (!isPresent(value) || value === '') return true;
  if (value instanceof Date) return false;
  return typeof value === 'object' && Object.keys(value as object).length === 0;
}

export function areEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (left == null || right == null) return left == null && right == null;
  if (left instanceof Date || right instanceof Date) return toPlainText(left) === toPlainText(right);
  if (typeof left === 'object' && typeof right === 'object') return haveEqualFields(left, right);
  return isWrittenAs(left, right) || isWrittenAs(right, left);
}

/** Below, above or at zero as left stands before, after or with right; NaN where they are in no order. */
export function compareOrder(left: unknown, right: unknown): number {
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  if (leftNumber !== undefined && rightNumber !== undefined) return leftNumber - rightNumber;
  const [leftText, rightText] = [orderedText(left), orderedText(right)];
  if (leftText === undefined || rightText === undefined) return NaN;
  if (leftText === rightText) return 0;
  return leftText < rightText ? -1 : 1;
}

export function holdsValue(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole)) return whole.some((item) => areEqual(item, part));
  if (typeof whole === 'object' && whole !== null && !(whole instanceof Date))
    return Object.hasOwn(whole, toPlainText(part));
  return isPresent(whole) && toPlainText(whole).includes(toPlainText(part));
}

/** The items of a list, or what stands between the commas of a text. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [];
}

function haveEqualFields(left: object, right: object): boolean {
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(right, key) &&
      areEqual((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
  );
}

/** Whether a text writes a number or a boolean: `'12.0'` is 12, `'true'` is true. */
function isWrittenAs(value: unknown, text: unknown): boolean {
  if (typeof text !== 'string') return false;
  if (typeof value === 'boolean') return text === String(value);
  return typeof value === 'number' && numberOf(text) === value;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

function orderedText(value: unknown): string | undefined {
  return typeof value === 'string' || value instanceof Date ? toPlainText(value) : undefined;
}

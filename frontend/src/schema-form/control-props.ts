import type { Field, Json } from './read-schema';

/** What every control of the form is given. */
export interface ControlProps {
  id: string;
  field: Field;
  value: Json | undefined;
  /** All parameters of the step: what one means may depend on another. */
  values: Readonly<Record<string, Json>>;
  /** `undefined` takes the parameter away. */
  onChange: (value: Json | undefined) => void;
  isInvalid: boolean;
  /** Whether the person asked for a field for expressions. */
  asExpression?: boolean;
  /** The id of what explains or complains about the field. */
  describedBy: string;
}

/** Ties a field to what is said about it; Mantine's own fields know only their own descriptions. */
export function described(by: string): { input: { 'aria-describedby': string } } {
  return { input: { 'aria-describedby': by } };
}

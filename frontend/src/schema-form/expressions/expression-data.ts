import { createContext, useContext } from 'react';

/** A step that an expression may read, by `steps.<id>`. */
export interface Upstream {
  id: string;
  label: string;
}

/** What the expressions of a step are tried out on. */
export interface ExpressionData {
  /** The names in scope and their values; what is not known is left out. */
  scope: Readonly<Record<string, unknown>>;
  /** Names in scope whose value is not known before it runs. */
  names: readonly string[];
  upstream: readonly Upstream[];
  /** Where the data comes from: `from run 8f3a…, 3 min ago`. */
  origin: string;
}

export const NO_DATA: ExpressionData = { scope: {}, names: [], upstream: [], origin: '' };

export const ExpressionDataContext = createContext<ExpressionData>(NO_DATA);

export function useExpressionData(): ExpressionData {
  return useContext(ExpressionDataContext);
}

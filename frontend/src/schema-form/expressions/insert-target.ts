import { createContext, useContext, type RefObject } from 'react';

/** Puts a path of the data into the field that had the focus last; undefined before any had. */
export type InsertTarget = RefObject<((path: string) => void) | undefined>;

export const InsertTargetContext = createContext<InsertTarget>({ current: undefined });

export function useInsertTarget(): InsertTarget {
  return useContext(InsertTargetContext);
}

import { createContext, useContext } from 'react';

/** Stored credentials, as a form offers them. */
export interface ConnectionChoice {
  id: string;
  name: string;
  type: string;
}

/** Whoever draws a form says which connections there are. */
export const ConnectionsContext = createContext<readonly ConnectionChoice[]>([]);

export function useConnectionChoices(): readonly ConnectionChoice[] {
  return useContext(ConnectionsContext);
}

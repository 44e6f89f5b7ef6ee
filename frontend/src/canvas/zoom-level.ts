import { createContext, useContext } from 'react';

/** How near the view is: `middle` under 60 %, `far` under 30 %. */
export type Level = 'near' | 'middle' | 'far';

export function levelOf(zoom: number): Level {
  if (zoom < 0.3) return 'far';
  return zoom < 0.6 ? 'middle' : 'near';
}

export const ZoomLevelContext = createContext<Level>('near');

/** Whether steps are tiles of a few pixels: what could not be made out on them is not drawn. */
export function useIsFar(): boolean {
  return useContext(ZoomLevelContext) === 'far';
}

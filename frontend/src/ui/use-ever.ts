import { useState } from 'react';

/** Whether something is so or has ever been: what is shown once stays, so that it can also leave gracefully. */
export function useEver(isSo: boolean): boolean {
  const [wasSo, setWasSo] = useState(isSo);
  if (isSo && !wasSo) setWasSo(true);
  return isSo || wasSo;
}

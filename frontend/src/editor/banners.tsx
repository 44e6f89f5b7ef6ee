import { Suspense } from 'react';
import { lazyPart } from '../ui/lazy-part';
import { useSaving, useTestingState } from './use-editor';

const ConflictBanner = lazyPart(() => import('./header/conflict-banner').then((module) => module.ConflictBanner));
const EmptiedBanner = lazyPart(() => import('./header/emptied-banner').then((module) => module.EmptiedBanner));
const PinBanner = lazyPart(() => import('./testing/pin-banner').then((module) => module.PinBanner));

/** What has to be known or decided while one works; hardly ever there is any. */
export function Banners() {
  const status = useSaving(({ save }) => save.status);
  const isPinned = useTestingState(({ pins }) => Object.keys(pins).length > 0);
  return (
    <Suspense>
      {status === 'conflict' && <ConflictBanner />}
      {status === 'emptied' && <EmptiedBanner />}
      {isPinned && <PinBanner />}
    </Suspense>
  );
}

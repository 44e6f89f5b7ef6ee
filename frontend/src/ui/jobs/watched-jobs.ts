import { create } from 'zustand';

/** The jobs that are shown, the newest last. */
export const useWatchedJobs = create<{ ids: readonly string[] }>(() => ({ ids: [] }));

/** Shows how a job goes on, on every page, until it is dismissed. */
export function watchJob(id: string): void {
  useWatchedJobs.setState(({ ids }) => (ids.includes(id) ? { ids } : { ids: [...ids, id] }));
}

export function dismissJob(id: string): void {
  useWatchedJobs.setState(({ ids }) => ({ ids: ids.filter((each) => each !== id) }));
}

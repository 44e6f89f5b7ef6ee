import type { ReactNode } from 'react';

/** Something a person can do, found by its name in the command bar. */
export interface Command {
  id: string;
  /** What it belongs to, e.g. the editor. */
  group: string;
  title: string;
  /** What else it is found by. */
  words?: string;
  hint?: string;
  /** Its key, as shown. */
  keys?: string;
  icon?: ReactNode;
  tone?: string | undefined;
  shape?: string | undefined;
  run: () => void;
}

type Offer = () => readonly Command[];

const offers = new Set<Offer>();

/** Adds what a page can do for as long as it is there; answers the function that takes it away again. */
export function offerCommands(offer: Offer): () => void {
  offers.add(offer);
  return () => void offers.delete(offer);
}

/** What the pages that are open can do now. */
export function offeredCommands(): Command[] {
  return [...offers].flatMap((offer) => offer());
}

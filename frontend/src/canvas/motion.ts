/** The length of a move of the view, none for those who asked for less motion. */
export function animated(): { duration: number } {
  return { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180 };
}

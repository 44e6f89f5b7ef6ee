/**
 * Stands in for what was asked for by a key and is still being fetched: what is typed meanwhile was meant for it and is
 * no command.
 */
export function Awaited() {
  return <span hidden data-awaited />;
}

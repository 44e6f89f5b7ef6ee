import { Box, icons } from 'lucide-react';

function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z0-9])/g, (_, _dash, letter: string) => letter.toUpperCase());
}

/** All of Lucide's icons in one chunk, loaded for the few names that are not among the usual ones. */
export default function AnyIcon({ name, size }: { name: string; size: number }) {
  const Icon = new Map(Object.entries(icons)).get(pascalCase(name)) ?? Box;
  return <Icon size={size} aria-hidden />;
}

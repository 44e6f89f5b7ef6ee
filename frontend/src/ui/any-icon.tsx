import { Box, icons } from 'lucide-react';
import { createElement } from 'react';

const ICONS = new Map(Object.entries(icons));

function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z0-9])/g, (_, _dash, letter: string) => letter.toUpperCase());
}

/** All of Lucide's icons in one chunk, loaded for the few names that are not among the usual ones. */
export default function AnyIcon({ name, size }: { name: string; size: number }) {
  return createElement(ICONS.get(pascalCase(name)) ?? Box, { size, 'aria-hidden': true });
}

/** Tells whether a topic fits a pattern. */
export type TopicMatcher = (topic: string) => boolean;

/** Whether a pattern names more than one topic. */
export function hasWildcard(pattern: string): boolean {
  return pattern.split('.').some((segment) => segment === '*' || segment === '>');
}

/**
 * Compiles a topic pattern: `*` stands for one segment, a last `>` for one or more (NATS' subject wildcards).
 */
export function compilePattern(pattern: string): TopicMatcher {
  if (!hasWildcard(pattern)) return (topic) => topic === pattern;
  const segments = pattern.split('.');
  const isOpen = segments.at(-1) === '>';
  const fixed = isOpen ? segments.slice(0, -1) : segments;
  return (topic) => {
    const given = topic.split('.');
    if (isOpen ? given.length <= fixed.length : given.length !== fixed.length) return false;
    return fixed.every((segment, index) => segment === '*' || segment === given[index]);
  };
}

/** What the database's `~` finds the topics of patterns with; null if every topic fits. */
export function patternsToRegex(patterns: readonly string[]): string | null {
  if (patterns.includes('>')) return null;
  return `^(${patterns.map(toRegex).join('|')})$`;
}

function toRegex(pattern: string): string {
  const segments = pattern.split('.');
  return segments
    .map((segment, index) => {
      if (segment === '>' && index === segments.length - 1) return '.*';
      return segment === '*' ? '[^.]*' : segment.replace(/[^A-Za-z0-9_]/g, '\\$&');
    })
    .join('\\.');
}

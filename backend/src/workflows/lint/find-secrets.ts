import { toPointer } from '../../connectors/pointer.js';
import type { GraphNode, Problem } from '../../contract/index.js';

/** What the tokens of well-known services look like. */
const TOKENS: readonly (readonly [kind: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS access key', /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ['a Slack webhook address', /hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/],
  ['a Stripe key', /\b[rs]k_(live|test)_[A-Za-z0-9]{16,}/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a SendGrid key', /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/],
  ['an API key', /\bsk-[A-Za-z0-9_-]{20,}/],
  ['a JSON Web Token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
];

/** A password in an address, unless an expression gives it. */
const URL_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/{}]*:(?!\{\{)[^\s@/{}]+@/i;

/** Names whose values are secrets, whatever these look like; compared without case, hyphens and underscores. */
const SECRET_NAMES = new Set([
  ...['authorization', 'proxyauthorization', 'xapikey', 'apikey', 'xauthtoken', 'privatetoken'],
  ...['password', 'passwd', 'secret', 'clientsecret', 'accesstoken', 'refreshtoken', 'apitoken', 'authtoken'],
]);

/** Parameters that hold examples: the names in them are those of somebody's data. */
const EXAMPLES = new Set(['sample']);

/**
 * Tells of secrets that stand in the parameters of a node for everybody to read. What is told never holds the secret.
 *
 * @param index the place of the node in its graph, for the pointers
 */
export function findSecrets({ id, params }: GraphNode, index: number): Problem[] {
  return textsIn(params, []).flatMap(({ path, text }): Problem[] => {
    const kind = kindOf(path, text);
    if (kind === undefined) return [];
    return [
      {
        code: 'SECRET_LITERAL',
        severity: 'warning',
        nodeId: id,
        pointer: `/nodes/${index}/params${toPointer(path)}`,
        detail: `Here stands ${kind}: whoever may see this workflow or its export can read it.`,
        hint: 'Keep it in a connection, and withdraw one that was shared.',
      },
    ];
  });
}

function kindOf(path: readonly string[], text: string): string | undefined {
  const token = TOKENS.find(([, shape]) => shape.test(text));
  if (token) return token[0];
  if (URL_PASSWORD.test(text)) return 'an address with a password';
  const name = path.at(-1) ?? '';
  const isSecret = SECRET_NAMES.has(name.toLowerCase().replaceAll(/[-_]/g, '')) && !EXAMPLES.has(path[0] ?? '');
  return isSecret && text !== '' && !text.includes('{{') ? `a secret (“${name}”)` : undefined;
}

interface PlacedText {
  path: string[];
  text: string;
}

function textsIn(value: unknown, path: string[]): PlacedText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, key]));
}

/** What the two parts of an action do not say well. */
const WORDS: Record<string, string> = {
  'setup.done': 'Installation set up',
  'session.opened': 'Logged in',
  'session.closed': 'Logged out',
  'session.failed': 'Login failed',
  'user.created': 'User added',
  'user.deleted': 'User removed',
  'user.password-changed': 'Own password changed',
  'user.password-reset': 'New password set',
  'api-key.created': 'API key created',
  'api-key.deleted': 'API key revoked',
  'workflow.run': 'Workflow run by hand',
  'run.bulk-changed': 'Many runs changed',
  'dead-letter.bulk-changed': 'Many dead letters changed',
  'retention.pruned': 'History pruned',
};

/** An action as people say it: `Workflow published` for `workflow.published`. */
export function actionWords(action: string): string {
  const words = WORDS[action] ?? action.replaceAll(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

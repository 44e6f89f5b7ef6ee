import type { GraphNode } from '@eventloom/backend/contract';
import { CopyButton } from '../../ui/copy-button';
import { useSaving } from '../use-editor';
import { curlFor, hookUrl } from './curl';
import classes from './panel.module.css';

/** The address of a webhook, and a line for the terminal that calls it with the sample. */
export function WebhookAddress({ node }: { node: GraphNode }) {
  const isPublished = useSaving(({ server }) => server.publishedVersion !== null);
  const url = hookUrl(location.origin, node);
  if (url === undefined) return null;
  const curl = curlFor(url, node);
  return (
    <section className={classes.address} aria-label="Address">
      <div className={classes.addressRow}>
        <code className={classes.url}>{url}</code>
        <CopyButton label="Copy URL" text={url} />
      </div>
      <div className={classes.addressRow}>
        <pre className={classes.curl}>{curl}</pre>
        <CopyButton label="Copy curl command" text={curl} />
      </div>
      <p className={classes.hint}>
        {isPublished ? 'It answers with the version that is published.' : 'It answers once the workflow is published.'}
      </p>
    </section>
  );
}

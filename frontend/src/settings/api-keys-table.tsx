import { Button } from '@mantine/core';
import type { ApiKey } from '@eventloom/backend/contract';
import { formatAbsolute } from '../ui/format';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';

/** The keys that exist; the keys themselves are not known any more. */
export function ApiKeysTable({ apiKeys, onRevoke }: { apiKeys: ApiKey[]; onRevoke: (apiKey: ApiKey) => void }) {
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="API keys">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Begins with</th>
            <th scope="col">Created</th>
            <th scope="col">Last used</th>
            <th scope="col">Expires</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {apiKeys.map((apiKey) => (
            <tr key={apiKey.id}>
              <td>{apiKey.name}</td>
              <td>
                <code>{apiKey.prefix}…</code>
              </td>
              <td className={table.muted}>
                <TimeAgo time={apiKey.createdAt} />
              </td>
              <td className={table.muted}>{apiKey.lastUsedAt ? <TimeAgo time={apiKey.lastUsedAt} /> : 'never'}</td>
              <td className={table.muted}>{apiKey.expiresAt ? formatAbsolute(apiKey.expiresAt) : 'never'}</td>
              <td className={table.number}>
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  aria-label={`Revoke ${apiKey.name}`}
                  onClick={() => onRevoke(apiKey)}
                >
                  Revoke
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

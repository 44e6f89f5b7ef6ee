import { Button, Loader } from '@mantine/core';
import type { ApiKey, CreatedApiKey } from '@eventloom/backend/contract';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useApiKeys } from '../api/queries';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';

import { ApiKeysTable } from './api-keys-table';
import { CreateApiKeyDialog } from './create-api-key-dialog';
import { NewApiKey } from './new-api-key';
import { RevokeApiKeyDialog } from './revoke-api-key-dialog';
import { SettingsPage } from './settings-page';

/** The keys by which programs use the API. */
export function ApiKeysPage() {
  const query = useApiKeys();
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  const apiKeys = query.data?.items ?? [];
  const create = (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
      New API key
    </Button>
  );
  return (
    <SettingsPage
      title="API keys"
      intro="Programs use the API with these. Each key can do everything you can."
      actions={create}
    >
      {created && <NewApiKey created={created} onDone={() => setCreated(undefined)} />}
      {query.isPending && <Loader size="sm" aria-label="Loading API keys" />}
      {query.isError && (
        <Failure title="API keys could not be loaded" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {apiKeys.length > 0 && <ApiKeysTable apiKeys={apiKeys} onRevoke={setRevoking} />}
      {query.isSuccess && apiKeys.length === 0 && (
        <EmptyState
          icon={<KeyRound size={32} aria-hidden />}
          text="There is no API key yet. Make one for a program that sends events or reads runs."
        />
      )}
      <CreateApiKeyDialog opened={creating} onClose={() => setCreating(false)} onCreated={setCreated} />
      <RevokeApiKeyDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />
    </SettingsPage>
  );
}

import { Alert, Button, CopyButton, Group, TextInput } from '@mantine/core';
import type { CreatedApiKey } from '@eventloom/backend/contract';
import { Check, Copy, KeyRound } from 'lucide-react';

/** Shows a new key, this once. */
export function NewApiKey({ created, onDone }: { created: CreatedApiKey; onDone: () => void }) {
  return (
    <Alert
      variant="outline"
      mb="md"
      icon={<KeyRound size={18} aria-hidden />}
      title={`Copy the key “${created.name}” now`}
    >
      It is shown this once: only its hash is kept.
      <Group gap="xs" mt="xs" wrap="nowrap">
        <TextInput
          aria-label="New API key"
          value={created.key}
          readOnly
          flex={1}
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--font-mono)' } }}
        />
        <CopyButton value={created.key} timeout={2000}>
          {({ copied, copy }) => (
            <Button leftSection={copied ? <Check size={14} /> : <Copy size={14} />} onClick={copy}>
              {copied ? 'Copied' : 'Copy key'}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onDone}>
          Done
        </Button>
      </Group>
    </Alert>
  );
}

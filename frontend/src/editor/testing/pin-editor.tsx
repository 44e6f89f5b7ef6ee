import { Button, Group, Select, Text } from '@mantine/core';
import { MAX_PIN_BYTES, type Pin } from '@eventloom/backend/contract';
import { outputPorts } from '@eventloom/backend/engine';
import { useState } from 'react';
import { JsonText } from '../../schema-form/json-text';
import { parseJson } from '../../schema-form/parse-json';
import { formatBytes } from '../../ui/format';
import { useEditor, useTestingState } from '../use-editor';
import type { PinDraft } from './testing-store';

/** Writes the output that tests take instead of performing a step. */
export function PinEditor({ draft: { nodeId, pin }, onClose }: { draft: PinDraft; onClose: () => void }) {
  const { session, tests, manifests } = useEditor();
  const [text, setText] = useState(() => JSON.stringify(pin.output, null, 2));
  const node = session.graph.nodes.find(({ id }) => id === nodeId);
  const manifest = node && manifests.get(node.type);
  const ports = node && manifest ? outputPorts(node, manifest).map(({ name }) => name) : [];
  const [port, setPort] = useState(pin.port ?? ports[0]);
  const isPinned = useTestingState((state) => state.pins[nodeId] !== undefined);
  const read = parseJson(text);
  const problem = problemOf(text, read);
  const save = (): void => {
    if (read === 'empty' || 'problem' in read) return;
    const chosen = ports.length > 1 && port !== undefined ? { port } : {};
    tests.do((test) => test.pin(nodeId, { output: read.value as Pin['output'], ...chosen }));
  };
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        Tests take this instead of performing {node?.label ?? nodeId}. What is published never does.
      </Text>
      <JsonText label="Output" text={text} problem={problem} onChange={setText} />
      {ports.length > 1 && (
        <Select
          mt="sm"
          label="Way out"
          description="The way that the run goes on by"
          data={ports}
          value={port ?? null}
          allowDeselect={false}
          onChange={(value) => setPort(value ?? undefined)}
        />
      )}
      <Group justify="flex-end" gap="xs" mt="md">
        {isPinned && (
          <Button variant="subtle" color="red" onClick={() => tests.do((test) => test.unpin(nodeId))}>
            Unpin
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={problem !== undefined} onClick={save}>
          Pin
        </Button>
      </Group>
    </>
  );
}

function problemOf(text: string, read: ReturnType<typeof parseJson>): string | undefined {
  if (read === 'empty') return 'An output is needed; null is one.';
  if ('problem' in read) return read.problem;
  const bytes = new TextEncoder().encode(JSON.stringify(read.value)).length;
  return bytes > MAX_PIN_BYTES ? `It has ${formatBytes(bytes)}, the most is ${formatBytes(MAX_PIN_BYTES)}.` : undefined;
}

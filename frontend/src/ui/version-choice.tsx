import type { RetryRun } from '@eventloom/backend/contract';
import { Radio, Stack } from '@mantine/core';

interface VersionChoiceProps {
  /** What the version that ran is called. */
  same: string;
  value: RetryRun['version'];
  onChange: (version: RetryRun['version']) => void;
}

/** On which version a retry runs. */
export function VersionChoice({ same, value, onChange }: VersionChoiceProps) {
  return (
    <Radio.Group label="On" value={value} onChange={(version) => onChange(version)}>
      <Stack gap={8} mt={8}>
        <Radio value="same" label={same} size="xs" />
        <Radio value="published" label="The published version" size="xs" />
        <Radio value="draft" label="The draft, as it is now" size="xs" />
      </Stack>
    </Radio.Group>
  );
}

import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Check, Copy, Route } from 'lucide-react';

interface CopyButtonProps {
  /** What the button is called, e.g. `Copy run id`. */
  label: string;
  /** The text, or what makes it at the click where that is costly. */
  text: string | (() => string);
  icon?: 'copy' | 'path';
}

const ICONS = { copy: Copy, path: Route };

/** Copies a text and says so for a moment. */
export function CopyButton({ label, text, icon = 'copy' }: CopyButtonProps) {
  const clipboard = useClipboard({ timeout: 1500 });
  const Icon = clipboard.copied ? Check : ICONS[icon];
  return (
    <Tooltip label={clipboard.copied ? 'Copied' : label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={label}
        onClick={() => clipboard.copy(typeof text === 'string' ? text : text())}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

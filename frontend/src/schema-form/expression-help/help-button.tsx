import { ActionIcon, Tooltip } from '@mantine/core';
import { SquareFunction } from 'lucide-react';
import { useState } from 'react';
import { HelpDialog } from './help-dialog';
import { insertSnippet } from './insert-snippet';

interface HelpButtonProps {
  /** The id of the element that names the field. */
  labelId: string;
  /** The element that what is chosen goes into. */
  findTarget: () => HTMLElement | undefined;
}

/** Opens the help on expressions of a field; what is chosen there is put into the field. */
export function HelpButton({ labelId, findTarget }: HelpButtonProps) {
  const [place, setPlace] = useState<DOMRect>();
  const choose = (snippet: string): void => {
    setPlace(undefined);
    // Once the dialog has given the focus back.
    requestAnimationFrame(() => {
      const target = findTarget();
      if (target) insertSnippet(target, snippet);
    });
  };
  return (
    <>
      <Tooltip label="Expression help">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={22}
          aria-label="Expression help"
          aria-describedby={labelId}
          aria-haspopup="dialog"
          aria-expanded={place !== undefined}
          onClick={({ currentTarget }) =>
            setPlace((currentTarget.closest('[data-field]') ?? currentTarget).getBoundingClientRect())
          }
        >
          <SquareFunction size={13} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {place && <HelpDialog beside={place} onChoose={choose} onClose={() => setPlace(undefined)} />}
    </>
  );
}

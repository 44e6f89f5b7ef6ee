import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './map-view.module.css';

interface CardPopoverProps {
  /** Where the node is in the sheet, in pixels of the screen. */
  box: { left?: number; top: number; width?: number; height: number };
  children: ReactNode;
}

/** A card that hangs at a node and goes with it when the map is scrolled or zoomed. */
export function CardPopover({ box, children }: CardPopoverProps) {
  return (
    <Popover
      opened
      position="bottom-start"
      width={352}
      shadow="raised"
      offset={6}
      withinPortal={false}
      withRoles={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 120 }}
    >
      <Popover.Target>
        <div className={classes.anchor} style={box} />
      </Popover.Target>
      <Popover.Dropdown p={0} data-card>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

import { useEffect } from 'react';
import type { Point } from '../../canvas/node-geometry';
import type { ClipboardCommands } from '../commands/clipboard-commands';
import { isCovered, isForField } from '../commands/keymap';

/**
 * Copies and pastes on the browser's own events: they come without a question for permission, and on addresses that are
 * not secure too.
 */
export function useClipboard(commands: ClipboardCommands): void {
  useEffect(() => {
    let pointer: Point = { x: -1, y: -1 };
    const onMove = (event: PointerEvent): void => {
      pointer = { x: event.clientX, y: event.clientY };
    };
    const onCopy = (event: ClipboardEvent): void => {
      if (isForOthers(event) || (document.getSelection()?.toString() ?? '') !== '') return;
      const text = commands.copy(event.type === 'cut' ? 'cut' : 'copied');
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isForOthers(event) || !event.clipboardData) return;
      event.preventDefault();
      const at = isOnCanvas(pointer) ? pointer : undefined;
      const [file] = event.clipboardData.files;
      if (file) void commands.pasteFile(file, at);
      else void commands.paste(event.clipboardData.getData('text/plain'), at);
    };
    document.addEventListener('pointermove', onMove);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [commands]);
}

function isForOthers(event: ClipboardEvent): boolean {
  return event.defaultPrevented || isCovered() || isForField(event);
}

function isOnCanvas({ x, y }: Point): boolean {
  return document.elementFromPoint(x, y)?.closest('[role="application"]') != null;
}

/** What a dragged key of the data carries: its path, as expressions write it. */
export const PATH_TYPE = 'application/x-eventloom-path';

/** Makes a key of the data something that can be dropped on a field, and on other programs as an expression. */
export function carryPath(transfer: DataTransfer, path: string): void {
  transfer.setData(PATH_TYPE, path);
  transfer.setData('text/plain', `{{ ${path} }}`);
  transfer.effectAllowed = 'copy';
}

export function carriesPath({ types }: DataTransfer): boolean {
  return types.includes(PATH_TYPE);
}

/** Tells an editor of expressions to put a path where its caret is. */
export const INSERT_PATH = 'eventloom-insert-path';

export function insertPathInto(editor: Element, path: string): void {
  editor.dispatchEvent(new CustomEvent(INSERT_PATH, { detail: path }));
}

import { create } from 'zustand';

/** Whether the command bar is open. */
export const useCommandBar = create<{ isOpen: boolean }>(() => ({ isOpen: false }));

export function openCommandBar(): void {
  useCommandBar.setState({ isOpen: true });
}

export function closeCommandBar(): void {
  useCommandBar.setState({ isOpen: false });
}

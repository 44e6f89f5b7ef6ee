import { describe, expect, it } from 'vitest';
import { isForField, isForWidget } from './keymap';

function pressOn(html: string, key: string): KeyboardEvent {
  document.body.innerHTML = html;
  const event = new KeyboardEvent('keydown', { key, bubbles: true });
  document.body.querySelector('[data-here]')?.dispatchEvent(event);
  return event;
}

describe(isForField.name, () => {
  it('leaves letters to whatever takes text', () => {
    expect(isForField(pressOn('<input data-here>', 'n'))).toBe(true);
    expect(isForField(pressOn('<div contenteditable="true"><p data-here></p></div>', 'n'))).toBe(true);
    expect(isForField(pressOn('<button data-here></button>', 'n'))).toBe(false);
  });
});

describe(isForWidget.name, () => {
  it('leaves Enter to a button and arrows to a list, but no letters', () => {
    expect(isForWidget(pressOn('<button data-here></button>', 'Enter'))).toBe(true);
    expect(isForWidget(pressOn('<ul role="tree"><li data-here></li></ul>', 'ArrowDown'))).toBe(true);
    expect(isForWidget(pressOn('<button data-here></button>', 'n'))).toBe(false);
    expect(isForWidget(pressOn('<div data-node="a" data-here></div>', 'Enter'))).toBe(false);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { cyclePanes } from './cycle-panes';

beforeEach(() => {
  document.body.innerHTML = `
    <div data-pane><button id="save"></button></div>
    <div data-pane><button disabled></button></div>
    <div data-pane><button id="zoom"></button><div id="step" data-node="a" tabindex="0"></div></div>`;
});
const go = (by: 1 | -1): string | undefined => {
  cyclePanes(by);
  return document.activeElement?.id;
};

describe(cyclePanes.name, () => {
  it('goes round, past parts with nothing to focus, and to the step rather than to a button', () => {
    expect([go(1), go(1), go(1)]).toEqual(['save', 'step', 'save']);
  });

  it('goes back as well', () => {
    expect([go(-1), go(-1)]).toEqual(['step', 'save']);
  });
});

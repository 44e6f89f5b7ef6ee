import { fireEvent, render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EdgePulses } from './edge-pulses';

const pulses = (messages: number) => (
  <svg>
    <EdgePulses path="M0 0L10 10" messages={messages} />
  </svg>
);

describe(EdgePulses.name, () => {
  it('sends one dot for each message that comes, and none for those that were there', () => {
    const { container, rerender } = render(pulses(2));
    const dots = () => [...container.querySelectorAll('circle')];
    expect(dots()).toHaveLength(0);
    rerender(pulses(4));
    expect(dots()).toHaveLength(2);
    dots().forEach((dot) => fireEvent.animationEnd(dot));
    expect(dots()).toHaveLength(0);
    rerender(pulses(100));
    expect(dots()).toHaveLength(4);
  });

  it('begins anew with another run', () => {
    const { container, rerender } = render(pulses(3));
    rerender(pulses(0));
    rerender(pulses(1));
    expect(container.querySelectorAll('circle')).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ownCode, problemOf } from './problem-of.js';

function codesOf(schema: z.ZodType, value: unknown) {
  return (schema.safeParse(value).error?.issues ?? []).map((issue) => [ownCode(issue), issue.message]);
}

describe(ownCode.name, () => {
  it('is what the refinement that failed names', () => {
    const schema = z.number().refine((ms) => ms >= 0, problemOf('DELAY_NEGATIVE', 'a delay is not negative'));
    expect(codesOf(schema, 5)).toEqual([]);
    expect(codesOf(schema, -5)).toEqual([['DELAY_NEGATIVE', 'a delay is not negative']]);
  });

  it('is none where the value is of another type, or no code is named, or one that nobody knows', () => {
    const schema = z.number().refine((ms) => ms > 0, { error: 'no', params: { code: 'MADE_UP' } });
    expect(codesOf(schema, 'x').map(([code]) => code)).toEqual([undefined]);
    expect(codesOf(schema, 0)).toEqual([[undefined, 'no']]);
    expect(
      codesOf(
        z.string().refine(() => false, 'never'),
        '',
      ),
    ).toEqual([[undefined, 'never']]);
  });
});

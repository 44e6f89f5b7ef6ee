import { describe, expect, it } from 'vitest';
import { evaluatePreview } from './evaluate-preview';

const scope = { trigger: { body: { total: 120, items: [{ n: 1 }, { n: 2 }] } }, steps: {} };

describe(evaluatePreview.name, () => {
  it('gives the value and what it is', () => {
    expect(evaluatePreview('{{ trigger.body.total * 2 }}', scope)).toEqual({
      status: 'value',
      kind: 'number',
      text: '240',
    });
    expect(evaluatePreview('{{ trigger.body.items.map((i) => i.n) }}', scope)).toMatchObject({
      kind: 'list of 2',
      text: '[1,2]',
    });
    expect(evaluatePreview({ id: 'Order {{ trigger.body.total }}' }, scope)).toMatchObject({
      kind: 'object',
      text: '{"id":"Order 120"}',
    });
  });

  it('hashes as a run does', () => {
    expect(evaluatePreview('{{ sha256("loom", "base64") }}', scope)).toMatchObject({
      text: 'eEot311NYbauFXyoAM6Kt2lLcUHcb2UqJgAyPXBqPYY=',
    });
  });

  it('tells where a mistake is', () => {
    expect(evaluatePreview('{{ triger.body }}', scope)).toMatchObject({ status: 'error', line: 1, column: 4 });
    expect(evaluatePreview('{{ trigger.nothing.here }}', scope)).toMatchObject({ status: 'error', line: 1 });
  });

  it('says what there is no data for', () => {
    expect(evaluatePreview('{{ item.id }}', scope)).toMatchObject({
      status: 'error',
      message: expect.stringContaining('“item”') as string,
    });
  });

  it('cuts what is long', () => {
    const { text } = evaluatePreview('{{ "x".repeat(100000) }}', scope) as { text: string };
    expect(text.length).toBeLessThan(2100);
  });
});

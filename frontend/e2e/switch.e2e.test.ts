import { describe, expect } from 'vitest';
import { stepOn, waitUntilSaved } from './support/canvas';
import { dragBetween, middleOf, portOf } from './support/drawing';
import { journey } from './support/journey';

describe('a switch', () => {
  journey(
    'is drawn by its rules, keeps its connections when one is renamed, and leads the run',
    async ({ page, api }) => {
      const { id } = await api.createWorkflow({
        name: 'Sort orders',
        graph: {
          nodes: [
            { id: 'start', type: 'manual', params: { sample: { total: 250 } }, position: { x: 0, y: 0 } },
            { id: 'sort', type: 'switch', label: 'By size', params: {}, position: { x: 300, y: 0 } },
            {
              id: 'large',
              type: 'set',
              label: 'Large order',
              params: { values: { a: 1 } },
              position: { x: 640, y: -120 },
            },
            {
              id: 'other',
              type: 'set',
              label: 'Any other',
              params: { values: { a: 2 } },
              position: { x: 640, y: 120 },
            },
          ],
          edges: [
            { id: 'e1', source: 'start', target: 'sort' },
            { id: 'e2', source: 'sort', sourceHandle: 'else', target: 'other' },
          ],
        },
      });
      await page.goto(`/workflows/${id}?node=sort`);
      const settings = page.getByRole('complementary', { name: 'Step settings' });
      await settings.getByRole('button', { name: 'Add rule' }).click();
      await settings.getByLabel('Rule 1, port').fill('big');
      await settings.getByLabel('Rule 1, condition 1, value').fill('{{ trigger.total }}');
      await settings.getByLabel('Rule 1, condition 1, comparison').selectOption('gt');
      await settings.getByLabel('Rule 1, condition 1, compared with').fill('100');
      await page.getByRole('button', { name: 'Close the settings' }).click();
      await dragBetween(page, await middleOf(portOf(page, 'sort', 'big')), await middleOf(portOf(page, 'large', 'in')));
      await page.getByText('By size connected to Large order.').waitFor();

      await stepOn(page, 'By size').click();
      await settings.getByLabel('Rule 1, port').fill('large');
      await waitUntilSaved(page);
      const { graph } = await api.workflow(id);
      expect(graph.edges.find((edge) => edge.target === 'large')).toMatchObject({
        source: 'sort',
        sourceHandle: 'large',
      });

      await page.getByRole('button', { name: 'Run with sample' }).click();
      await stepOn(page, 'Large order', 'succeeded').waitFor();
      await stepOn(page, 'Any other', 'skipped').waitFor();
    },
  );
});

import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const start = { id: 'start', type: 'manual', label: 'Start' };
const tell = (type: string) => ({ id: 'tell', type: 'publish', label: 'Tell', params: { type, data: 1 } });
const heard = (type: string) => ({ id: 'heard', type: 'event', label: 'Heard', params: { type } });
const note = { id: 'note', type: 'set', label: 'Note', params: { values: { a: 1 } } };

describe('the seams of a workflow', () => {
  journey(
    'name the workflows at the other end of a topic, with their state, and lead there and back',
    async ({ page, api }) => {
      const sender = await api.createWorkflow({ name: 'Seam sender', graph: chain(start, tell('seam.made')) });
      await api.publish(sender.id);
      const receiver = await api.createWorkflow({ name: 'Seam receiver', graph: chain(heard('seam.*'), note) });
      await api.publish(receiver.id);
      await api.createWorkflow({ name: 'Seam idea', graph: chain(heard('seam.made'), note) });
      await api.send('seam.made', {});
      await expect.poll(async () => (await api.runs(receiver.id)).map((run) => run.status)).toEqual(['succeeded']);

      await page.goto(`/workflows/${sender.id}`);
      await page.getByRole('button', { name: '2 consumers of seam.made' }).hover();
      const consumers = page.getByRole('list', { name: 'Consumers of seam.made' });
      const idea = consumers.getByRole('listitem').filter({ hasText: 'Seam idea' });
      await idea.getByText('draft').waitFor();
      const published = consumers.getByRole('listitem').filter({ hasText: 'Seam receiver' });
      await published.getByText('published').waitFor();
      await published.getByText('last run succeeded').waitFor();
      await published.getByText('by seam.*').waitFor();

      await published.getByRole('link', { name: 'Seam receiver' }).click();
      await stepOn(page, 'Heard').waitFor();
      await page.getByRole('complementary', { name: 'Step settings' }).waitFor();
      expect(page.url()).toContain(`/workflows/${receiver.id}?node=heard`);
      await page.getByRole('button', { name: '1 producer of seam.*' }).focus();
      await page.getByRole('link', { name: 'Seam sender' }).click();
      await stepOn(page, 'Tell').waitFor();
    },
  );

  journey('say that nobody hears a topic until somebody does', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Alone', graph: chain(start, tell('alone.made')) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Tell').getByText('nobody hears this yet').waitFor();
    const late = await api.createWorkflow({ name: 'Late', graph: chain(heard('alone.made'), note) });
    await api.publish(late.id);
    await page.getByRole('button', { name: '1 consumer of alone.made' }).waitFor();
  });
});

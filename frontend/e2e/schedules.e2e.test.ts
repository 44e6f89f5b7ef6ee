import { describe, expect } from 'vitest';
import { stepOn } from './support/canvas';
import { chain } from './support/graphs';
import { journey } from './support/journey';

const clock = (params: Record<string, string>) => ({ id: 'clock', type: 'schedule', label: 'Clock', params });
const done = { id: 'done', type: 'set', label: 'Done', params: { values: { at: '{{ trigger.dueAt }}' } } };

describe('schedules', () => {
  journey('what is typed is told in words and times, or what is wrong with it', async ({ page, api }) => {
    const { id } = await api.createWorkflow({ name: 'Typed', graph: chain(clock({ cron: '0 9 * * *' }), done) });
    await page.goto(`/workflows/${id}`);
    await stepOn(page, 'Clock').click();
    const settings = page.getByRole('complementary', { name: 'Step settings' });
    await settings.getByText('At 09:00').waitFor();
    await settings.getByLabel('When', { exact: true }).fill('*/15 8-17 * * 1-5');
    await settings.getByText('Every 15 minutes, between 08:00 and 17:59, Monday through Friday').waitFor();
    await settings.getByLabel('Time zone').fill('Asia/Tokyo');
    const times = settings.getByRole('list', { name: 'Next times, Asia/Tokyo' });
    await expect.poll(() => times.getByRole('listitem').count()).toBe(5);

    await settings.getByLabel('When', { exact: true }).fill('61 * * * *');
    await settings.getByText(/invalid value for minute: 61/).waitFor();
    await times.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Problems' }).getByText('1 problem').waitFor();
  });

  journey('are paused, resumed and run at once from their page', async ({ page, api }) => {
    const { id } = await api.createWorkflow({
      name: 'Nightly report',
      graph: chain(clock({ cron: '30 2 * * *', timezone: 'Europe/Berlin' }), done),
    });
    await api.publish(id);
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Schedules' }).click();
    const row = page.getByRole('table', { name: 'Schedules' }).getByRole('row', { name: /Nightly report/ });
    await row.getByText('At 02:30').waitFor();
    await row.getByText('Europe/Berlin').waitFor();
    await row.getByText('then').waitFor();

    await row.getByRole('button', { name: 'Pause Nightly report' }).click();
    await row.getByText('paused').waitFor();
    await row.getByRole('button', { name: 'Resume Nightly report' }).click();
    await row.getByText('then').waitFor();

    await row.getByRole('button', { name: 'Run now: Nightly report' }).click();
    await page.waitForURL(/\/runs\/[0-9a-f-]+/);
    await page.getByRole('main').getByText('succeeded').first().waitFor();
    expect(await api.runs(id)).toMatchObject([{ workflowId: id, trigger: 'clock', status: 'succeeded' }]);
  });
});

import type { Api } from '../e2e/support/api';
import { chain, webhook } from '../e2e/support/graphs';

/** What is to be seen: the ids of things of every kind. */
export interface Examples {
  starterId: string;
  parcelsId: string;
  greetingId: string;
  failedRunId: string;
  parcelRunId: string;
  /** It carries megabytes. */
  largeRunId: string;
  fingerprint: string;
  eventId: string;
}

const parcels: NonNullable<Parameters<Api['createWorkflow']>[0]['graph']> = {
  nodes: [
    {
      ...webhook('parcels'),
      label: 'Parcel handed in',
      params: {
        path: 'parcels',
        method: 'POST',
        sample: { id: 'P-77', to: 'Turin', lines: [{ sku: 'loom', count: 2 }], express: true },
      },
      position: { x: 0, y: 120 },
    },
    {
      id: 'express',
      type: 'if',
      label: 'Is it express?',
      params: { conditions: { all: [{ left: '{{ trigger.body.express }}', operator: 'eq', right: true }] } },
      position: { x: 320, y: 120 },
    },
    {
      id: 'courier',
      type: 'code',
      label: 'Call a courier',
      params: { code: "console.log('for', trigger.body.to);\nreturn { parcel: trigger.body.id, by: 'courier' };" },
      position: { x: 640, y: 40 },
    },
    {
      id: 'post',
      type: 'set',
      label: 'Hand to the post',
      params: { values: { parcel: '{{ trigger.body.id }}', by: 'post' } },
      position: { x: 640, y: 200 },
    },
    {
      id: 'told',
      type: 'publish',
      label: 'Tell the customer',
      params: { type: 'parcel.sent', subject: '{{ trigger.body.id }}', data: '{{ input }}' },
      position: { x: 960, y: 120 },
    },
  ],
  edges: [
    { id: 'e1', source: 'order', target: 'express' },
    { id: 'e2', source: 'express', sourceHandle: 'true', target: 'courier' },
    { id: 'e3', source: 'express', sourceHandle: 'false', target: 'post' },
    { id: 'e4', source: 'courier', target: 'told' },
    { id: 'e5', source: 'post', target: 'told' },
  ],
  groups: [{ id: 'g1', label: 'On its way', nodeIds: ['courier', 'post'] }],
  notes: [
    {
      id: 'note',
      text: '**Express** goes by courier until 16:00, by post later.',
      position: { x: 320, y: -120 },
      width: 240,
      height: 96,
    },
  ],
};

/** Workflows, runs, events and versions enough that no screen is empty. */
export async function makeExamples(api: Api): Promise<Examples> {
  const starterId = await api.useTemplate('fan-out-hello');
  await api.publish(starterId);
  const searchKeys = [
    { name: 'parcel.id', pointer: '/body/id' },
    { name: 'express', pointer: '/body/express' },
  ];
  const parcelsId = (await api.createWorkflow({ name: 'Send parcels', graph: parcels, settings: { searchKeys } })).id;
  await api.publish(parcelsId);
  const greetingId = await makeVersions(api);
  await makeOthers(api);
  await makePeople(api);
  for (let order = 1; order <= 6; order += 1) {
    await api.hook('hello-orders', {
      id: `A-100${order}`,
      customer: 'Ada',
      total: 20 * order,
      items: ['loom', 'yarn'],
    });
    await api.hook('parcels', { id: `P-${order}`, to: 'Turin', lines: [], express: order % 2 === 0 });
  }
  await api.hook('refunds', { id: 'A-1001' });
  const eventId = await api.send('order.created', { id: 'A-1007', customer: 'Grace', total: 80, items: ['yarn'] });
  const failed = await firstRun(api, starterId, (run) => run.status === 'failed');
  const parcelRunId = await firstRun(api, parcelsId, (run) => run.status === 'succeeded');
  const largeRunId = await makeLargeRun(api);
  const fingerprint = (await api.errors(starterId))[0]?.fingerprint ?? '';
  return { starterId, parcelsId, greetingId, failedRunId: failed, parcelRunId, largeRunId, fingerprint, eventId };
}

/** A workflow of two versions between which something of every kind has changed, and a draft that differs again. */
async function makeVersions(api: Api): Promise<string> {
  const start = { id: 'start', type: 'manual', label: 'Start' };
  const call = (url: string) => ({ id: 'call', type: 'http-request', label: 'Ask', params: { method: 'GET', url } });
  const note = (id: string, label: string) => ({ id, type: 'set', label, params: { values: { greeting: label } } });
  const first = chain(start, call('https://old.example/names'), note('plain', 'Plain greeting'));
  const workflow = await api.createWorkflow({ name: 'Greet people', graph: first });
  await api.publish(workflow.id);
  const second = chain(
    { ...start, position: { x: 0, y: 160 } },
    call('https://new.example/names'),
    note('warm', 'Warm greeting'),
  );
  await api.save(workflow, second);
  await api.publish(workflow.id);
  return workflow.id;
}

async function makeLargeRun(api: Api): Promise<string> {
  const start = { id: 'start', type: 'manual', label: 'Start' };
  const rows = 'Array.from({ length: 5000 }, (_, id) => ({ id, text: "x".repeat(1000) }))';
  const large = { id: 'large', type: 'code', label: 'Read all orders', params: { code: `return { rows: ${rows} };` } };
  const { id } = await api.createWorkflow({ name: 'Read orders', graph: chain(start, large) });
  return (await api.runDraft(id)).id;
}

async function makeOthers(api: Api): Promise<void> {
  const clock = { id: 'clock', type: 'schedule', label: 'Each morning', params: { cron: '0 9 * * *' } };
  const report = { id: 'report', type: 'set', label: 'Report', params: { values: { ready: true } } };
  const ask = { id: 'ask', type: 'approval', label: 'Ask', params: { message: 'Refund order {{ trigger.body.id }}?' } };
  const pay = { id: 'pay', type: 'set', label: 'Pay back', params: { values: { paid: true } } };
  const asked = chain(webhook('refunds'), ask, pay);
  const refunds = { ...asked, edges: asked.edges.map((edge) => (edge.source === 'ask' ? approved(edge) : edge)) };
  const heard = { id: 'heard', type: 'event', label: 'Parcel sent', params: { type: 'parcel.sent' } };
  for (const [name, graph] of [
    ['Morning report', chain(clock, report)],
    ['Refunds', refunds],
    ['Thank customers', chain(heard, pay)],
  ] as const)
    await api.publish((await api.createWorkflow({ name, graph })).id);
}

async function makePeople(api: Api): Promise<void> {
  const grace = { name: 'Grace Hopper', email: 'grace@example.com', password: 'nanoseconds of wire' };
  await api.addUser({ ...grace, role: 'owner' });
  const alan = { name: 'Alan Turing', email: 'alan@example.com', password: 'a tape without end' };
  await api.disableUser(await api.addUser(alan));
  await api.addUser({ name: 'Kathleen Booth', email: 'kathleen@example.com', password: 'assembles by itself' });
  await api.keepTopic('parcel.sent', 90);
}

function approved<Edge extends object>(edge: Edge): Edge & { sourceHandle: string } {
  return { ...edge, sourceHandle: 'approved' };
}

async function firstRun(api: Api, workflowId: string, isWanted: (run: { status: string }) => boolean): Promise<string> {
  for (;;) {
    const run = (await api.runs(workflowId)).find(isWanted);
    if (run) return run.id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

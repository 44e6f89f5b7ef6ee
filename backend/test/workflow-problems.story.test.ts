import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph, Problem } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  chain,
  createWorkflow,
  edge,
  node,
  publishWorkflow,
  webhook,
  expectStatus,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const done = node('done', 'set');
const nodesAndEdges = (nodes: Graph['nodes'], ...edges: Graph['edges']): Graph => ({ nodes, edges });

/** What a person may draw, and the first thing that they are told about it. */
const WRONG: { what: string; graph: Graph; problem: Partial<Problem>; says?: string }[] = [
  {
    what: 'a circle',
    graph: nodesAndEdges(
      [webhook('c'), node('a', 'set'), node('b', 'set')],
      edge('hook', 'a'),
      edge('a', 'b'),
      edge('b', 'a'),
    ),
    problem: { code: 'GRAPH_CYCLE' },
  },
  {
    what: 'a step that leads to itself',
    graph: nodesAndEdges([webhook('c'), done], edge('hook', 'done'), edge('done', 'done')),
    problem: { code: 'GRAPH_CYCLE' },
  },
  {
    what: 'a step that is inside a loop and outside of it',
    graph: nodesAndEdges(
      [webhook('c'), node('each', 'for-each', { items: [] }), node('a', 'set'), done],
      edge('hook', 'each'),
      edge('each.item', 'a'),
      edge('each.done', 'a'),
      edge('a', 'done'),
    ),
    problem: { code: 'LOOP_BODY_LEFT', nodeId: 'a', edgeId: 'each.done-a' },
  },
  {
    what: 'a step of a loop that leads back to it',
    graph: nodesAndEdges(
      [webhook('c'), node('each', 'for-each', { items: [] }), done],
      edge('hook', 'each'),
      edge('each.item', 'done'),
      edge('done', 'each'),
    ),
    problem: { code: 'GRAPH_CYCLE', nodeId: 'each' },
    says: 'by itself',
  },
  {
    what: 'a wait into the past',
    graph: chain(webhook('c'), node('nap', 'delay', { ms: -1 })),
    problem: { code: 'DELAY_NEGATIVE', nodeId: 'nap', pointer: '/nodes/1/params/ms' },
  },
  {
    what: 'a wait of more than a year',
    graph: chain(webhook('c'), node('nap', 'delay', { ms: 1e12 })),
    problem: { code: 'DELAY_OUT_OF_RANGE', nodeId: 'nap', pointer: '/nodes/1/params/ms' },
  },
  {
    what: 'a workflow that is not there',
    graph: chain(webhook('c'), node('call', 'sub-workflow', { workflowId: 'gone' })),
    problem: { code: 'WORKFLOW_NOT_FOUND', nodeId: 'call', pointer: '/nodes/1/params/workflowId' },
    says: 'gone',
  },
  {
    what: 'an unknown type',
    graph: chain(webhook('c'), node('call', 'http-requst')),
    problem: { code: 'NODE_TYPE_UNKNOWN', nodeId: 'call', pointer: '/nodes/1/type' },
    says: 'http-request',
  },
  {
    what: 'an id that is there twice',
    graph: nodesAndEdges([webhook('c'), done, done], edge('hook', 'done')),
    problem: { code: 'NODE_ID_DUPLICATE', nodeId: 'done', pointer: '/nodes/2/id' },
  },
  {
    what: 'an id that no expression could name',
    graph: chain(webhook('c'), node('my step', 'set')),
    problem: { code: 'NODE_ID_INVALID', pointer: '/nodes/1/id' },
  },
  {
    what: 'an edge to nowhere',
    graph: nodesAndEdges([webhook('c'), done], edge('hook', 'gone')),
    problem: { code: 'EDGE_TARGET_MISSING', edgeId: 'hook-gone' },
    says: 'gone',
  },
  {
    what: 'an edge from nowhere',
    graph: nodesAndEdges([webhook('c'), done], edge('hook', 'done'), edge('gone', 'done')),
    problem: { code: 'EDGE_SOURCE_MISSING', edgeId: 'gone-done' },
  },
  {
    what: 'an unknown port',
    graph: nodesAndEdges([webhook('c'), node('big', 'if', { conditions: { all: [] } }), done], edge('hook', 'big'), {
      id: 'x',
      source: 'big',
      sourceHandle: 'maybe',
      target: 'done',
    }),
    problem: { code: 'PORT_UNKNOWN', edgeId: 'x' },
    says: 'true',
  },
  {
    what: 'more than 1,000 nodes',
    graph: chain(webhook('c'), ...Array.from({ length: 1000 }, (_, index) => node(`n${index}`, 'set'))),
    problem: { code: 'GRAPH_TOO_LARGE' },
    says: '1000',
  },
  {
    what: 'a connection of another installation',
    graph: chain(webhook('c'), { ...done, connectionId: 'theirs' }),
    problem: { code: 'CONNECTION_NOT_FOUND', nodeId: 'done', pointer: '/nodes/1/connectionId' },
    says: 'theirs',
  },
  { what: 'no trigger', graph: chain(done), problem: { code: 'TRIGGER_MISSING' } },
  {
    what: 'a missing parameter',
    graph: chain(webhook('c'), node('call', 'http-request')),
    problem: { code: 'PARAM_REQUIRED', nodeId: 'call', pointer: '/nodes/1/params/url' },
  },
  {
    what: 'a parameter of a wrong type',
    graph: chain(webhook('c'), node('call', 'http-request', { url: 'https://a.example', timeoutMs: 'soon' })),
    problem: { code: 'PARAM_TYPE', nodeId: 'call', pointer: '/nodes/1/params/timeoutMs' },
  },
  {
    what: 'an unknown condition',
    graph: chain(webhook('c'), node('if1', 'if', { conditions: { all: [{ left: 1, operator: 'about', right: 1 }] } })),
    problem: { code: 'PARAM_INVALID', nodeId: 'if1', pointer: '/nodes/1/params/conditions/all/0/operator' },
    says: 'startsWith',
  },
  {
    what: 'a parameter that does not fit',
    graph: chain(webhook('not a path'), done),
    problem: { code: 'PARAM_INVALID', nodeId: 'hook', pointer: '/nodes/0/params/path' },
  },
  {
    what: 'an expression with a slip',
    graph: chain(webhook('c'), node('sum', 'set', { values: { total: '{{ trigger.body. }}' } })),
    problem: { code: 'EXPR_SYNTAX', nodeId: 'sum', pointer: '/nodes/1/params/values/total', line: 1, column: 18 },
  },
  {
    what: 'a name that nothing has',
    graph: chain(webhook('c'), node('sum', 'set', { values: { total: '{{ triger.body }}' } })),
    problem: { code: 'EXPR_UNKNOWN_NAME', nodeId: 'sum', line: 1, column: 4 },
    says: 'triger',
  },
  {
    what: 'a step that is not there',
    graph: chain(webhook('c'), node('sum', 'set', { values: { total: '{{ steps.gone.x }}' } })),
    problem: { code: 'EXPR_UNKNOWN_NAME', nodeId: 'sum' },
    says: 'gone',
  },
];

describe('a workflow with something wrong in it', () => {
  it.each(WRONG)(
    'that is $what can be saved, tells so, and cannot be published',
    async ({ graph, problem, says = '' }) => {
      const { id, problems, revision } = await createWorkflow(app, 'Wrong', graph);
      expect(problems).toContainEqual(expect.objectContaining({ ...problem, severity: 'error' }));
      const validated = expectStatus(await app.api<{ problems: Problem[] }>('POST', `/workflows/${id}/validate`), 200);
      expect(validated.problems).toEqual(problems);

      const refused = await app.api<ProblemBody>('POST', `/workflows/${id}/publish`);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(refused.body).toMatchObject({ status: 422, code: problem.code, problems });
      expect(refused.body.detail).toContain(says);
      expect((await app.api('GET', `/workflows/${id}`)).body).toMatchObject({ publishedVersion: null, revision });
      expect(await app.database.query('select 1 from workflow_version where workflow_id = $1', [id])).toEqual([]);
    },
  );

  it('may have a step that no trigger leads to: a warning that blocks nothing', async () => {
    const { id, problems } = await createWorkflow(
      app,
      'Loose end',
      nodesAndEdges([webhook('loose'), done, node('alone', 'set')], edge('hook', 'done')),
    );
    expect(problems).toMatchObject([
      { code: 'NODE_UNREACHABLE', severity: 'warning', nodeId: 'alone' },
      { code: 'WEBHOOK_OPEN', severity: 'warning', nodeId: 'hook' },
    ]);
    expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
  });

  it('lists all that is wrong at once, each thing with its place', async () => {
    const { problems } = await createWorkflow(
      app,
      'Very wrong',
      chain(
        webhook(''),
        node('call', 'http-request'),
        node('sum', 'set', { values: { a: '{{ 1 + }}', b: '{{ 2 + }}' } }),
      ),
    );
    expect(problems.map(({ code, pointer }) => `${code} ${pointer}`).toSorted()).toEqual([
      'EXPR_SYNTAX /nodes/2/params/values/a',
      'EXPR_SYNTAX /nodes/2/params/values/b',
      'PARAM_REQUIRED /nodes/0/params/path',
      'PARAM_REQUIRED /nodes/1/params/url',
    ]);
  });
});

describe('two workflows that want the same webhook path', () => {
  it('cannot both be published, also not at the same moment; the second is told 409', async () => {
    const graph = chain(webhook('taken'), done);
    const ids = await Promise.all([1, 2, 3].map(async (n) => (await createWorkflow(app, `Taken ${n}`, graph)).id));
    const answers = await Promise.all(ids.map((id) => app.api<ProblemBody>('POST', `/workflows/${id}/publish`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('ROUTE_CONFLICT');
    const late = await createWorkflow(app, 'Late', graph);
    expect(late.problems).toMatchObject([{ code: 'ROUTE_CONFLICT', nodeId: 'hook', pointer: '/nodes/0/params/path' }]);
    const winner = ids[answers.findIndex(({ status }) => status === 200)];
    await app.api('POST', `/workflows/${winner}/unpublish`);
    expectStatus(await app.api('POST', `/workflows/${late.id}/publish`), 200);
  });

  it('is a problem within one workflow too', async () => {
    const { problems } = await createWorkflow(
      app,
      'Twice',
      nodesAndEdges(
        [webhook('twice'), node('hook2', 'webhook', { path: '/twice/' }), done],
        edge('hook', 'done'),
        edge('hook2', 'done'),
      ),
    );
    expect(problems).toMatchObject([
      { code: 'ROUTE_CONFLICT', nodeId: 'hook2' },
      { code: 'WEBHOOK_OPEN', nodeId: 'hook' },
    ]);
  });
});

describe('events in a circle', () => {
  const hearAndSend = (heard: string, sent: string): Graph =>
    chain(node('heard', 'event', { type: heard }), node('send', 'publish', { type: sent, data: 1 }));

  it('are warned of with the names on the way, and do not keep anybody from publishing', async () => {
    await publishWorkflow(app, 'Bills', hearAndSend('circle.order', 'circle.bill'));
    const orders = await createWorkflow(app, 'Orders', hearAndSend('circle.*', 'circle.order'));
    const { body } = await app.api<{ problems: Problem[] }>('POST', `/workflows/${orders.id}/validate`);
    expect(body.problems).toMatchObject([{ code: 'EVENT_CIRCLE', severity: 'warning', nodeId: 'send' }]);
    const other = await createWorkflow(app, 'Orders', hearAndSend('circle.bill', 'circle.order'));
    expect(other.problems[0]?.detail).toContain('"Orders" → circle.order → "Bills" → circle.bill → "Orders"');
    expect((await app.api('POST', `/workflows/${other.id}/publish`)).status).toBe(200);
  });
});

describe('a graph that is refused at once', () => {
  const save = (graph: string) =>
    app.api<ProblemBody>('POST', '/workflows', `{"name":"Refused","graph":${graph}}`, {
      'content-type': 'application/json',
    });

  it('comes from a newer version', async () => {
    const { body } = await save('{"format":2,"nodes":[],"edges":[]}');
    expect(body).toMatchObject({ status: 422, code: 'SCHEMA_TOO_NEW' });
  });

  it('has a key that reaches for prototypes', async () => {
    const { body } = await save(
      '{"nodes":[{"id":"a","type":"set","params":{"values":{"__proto__":{"polluted":true}}}}],"edges":[]}',
    );
    expect(body).toMatchObject({
      status: 422,
      code: 'KEY_FORBIDDEN',
      pointer: '/graph/nodes/0/params/values/__proto__',
    });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('stores nothing', async () => {
    await publishWorkflow(app, 'Still works', chain(webhook('still-works'), done));
    const found = await app.database.query("select 1 from workflow where name = 'Refused'");
    expect(found).toEqual([]);
  });
});

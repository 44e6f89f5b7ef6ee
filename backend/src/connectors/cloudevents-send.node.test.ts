import { describe, expect, it } from 'vitest';
import { NodeError, PermanentNodeError } from './node-errors.js';
import { answering, KEY, performNode } from './perform-node.test-support.js';

const TRACE = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const EVENT = {
  specversion: '1.0',
  id: 'A-1',
  type: 'order.paid',
  source: '/shop',
  subject: null,
  time: '2026-01-02T03:04:05.678Z',
  datacontenttype: 'application/json',
  data: { total: 5 },
};
const URL = 'https://events.example.com/in';

async function send(params: Record<string, string | object>, event: object = EVENT) {
  const service = answering({ status: 202, body: 'ok' });
  const { output } = await performNode(
    'cloudevents-send',
    { url: URL, ...params },
    {
      scope: { event },
      services: service,
    },
  );
  const [call] = service.calls;
  return { output, headers: call?.headers ?? {}, body: call?.body, call };
}

describe('cloudevents-send', () => {
  it('hands the event of the run on as it is, its attributes as headers', async () => {
    const { output, headers, body, call } = await send({}, { ...EVENT, subject: 'Grüße "1" 100%', tries: 2 });
    expect(output).toEqual({ id: 'A-1', status: 202, body: 'ok' });
    expect(call).toMatchObject({ method: 'POST', url: URL });
    expect(headers).toEqual({
      'content-type': 'application/json',
      'idempotency-key': KEY,
      'ce-specversion': '1.0',
      'ce-id': 'A-1',
      'ce-type': 'order.paid',
      'ce-source': '/shop',
      'ce-subject': 'Gr%C3%BC%C3%9Fe%20%221%22%20100%25',
      'ce-time': EVENT.time,
      'ce-tries': '2',
    });
    expect(body).toBe('{"total":5}');
  });

  it('sends all of it as JSON in structured mode', async () => {
    const { headers, body } = await send({ mode: 'structured' }, { ...EVENT, dataschema: 'https://a.example/s' });
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    const { subject: _, ...sent } = EVENT;
    expect(JSON.parse(body as string)).toEqual({ ...sent, dataschema: 'https://a.example/s' });
  });

  it('makes an event of its own, with the key of the step as its id, which says what caused it', async () => {
    const cause = { ...EVENT, traceparent: TRACE, correlationid: 'C', dataschema: 'https://a.example/s' };
    const params = {
      mode: 'structured',
      type: 'order.told',
      subject: '{{ event.id }}',
      data: { sum: '{{ event.data.total }}' },
    };
    const { headers, body } = await send(params, cause);
    expect(headers).toMatchObject({ traceparent: TRACE });
    expect(JSON.parse(body as string)).toEqual({
      specversion: '1.0',
      id: KEY,
      type: 'order.told',
      source: '/shop',
      subject: 'A-1',
      time: '2026-01-02T03:04:05.678Z',
      traceparent: TRACE,
      correlationid: 'C',
      causationid: 'A-1',
      datacontenttype: 'application/json',
      data: { sum: 5 },
    });
  });

  it('sends text as text and bytes as bytes', async () => {
    const text = await send({}, { ...EVENT, datacontenttype: 'text/plain', data: 'hello' });
    expect(text).toMatchObject({ headers: { 'content-type': 'text/plain' }, body: 'hello' });
    const bytes = { ...EVENT, datacontenttype: 'image/png', data: 'AAH/', data_base64: 'AAH/' };
    expect((await send({ type: 'image' }, bytes)).body).toEqual(Buffer.from([0, 1, 255]));
    const structured = await send({ mode: 'structured' }, bytes);
    expect(JSON.parse(structured.body as string)).toMatchObject({ datacontenttype: 'image/png', data_base64: 'AAH/' });
    expect(JSON.parse(structured.body as string)).not.toHaveProperty('data');
  });

  it("lets the user's headers stand, but not in place of the event", async () => {
    const params = { headers: { Authorization: 'Bearer x', Traceparent: 'mine', 'ce-id': 'forged' } };
    const { headers } = await send(params, { ...EVENT, traceparent: TRACE });
    expect(headers).toMatchObject({ authorization: 'Bearer x', traceparent: 'mine', 'ce-id': 'A-1' });
  });

  it('fails for good where the receiver refuses the event, and for now where it is unwell', async () => {
    const refused = (status: number) =>
      performNode('cloudevents-send', { url: URL }, { scope: { event: EVENT }, services: answering({ status }) });
    await expect(refused(400)).rejects.toBeInstanceOf(PermanentNodeError);
    await expect(refused(503)).rejects.not.toBeInstanceOf(PermanentNodeError);
    await expect(refused(503)).rejects.toBeInstanceOf(NodeError);
  });
});

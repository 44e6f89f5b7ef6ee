import { describe, expect, it } from 'vitest';
import type { AppError } from '../platform/errors/app-error.js';
import { readEvents } from './read-events.js';

const STRUCTURED = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
const JSON_TYPE = { 'content-type': 'application/json' };
const BINARY = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/', 'ce-type': 'a' };
const EVENT = { specversion: '1.0', id: 'A234-1234-1234', source: '/mycontext/4', type: 'com.example.someevent' };

function refusal(headers: Record<string, string>, body: unknown): Pick<AppError, 'code' | 'message' | 'fields'> {
  try {
    readEvents(headers, body);
  } catch (error) {
    return error as AppError;
  }
  throw new Error('this was not refused');
}

describe(readEvents.name, () => {
  it('reads a structured CloudEvent with its extensions', () => {
    const body = {
      ...EVENT,
      subject: '123',
      time: '2018-04-05T17:31:00+02:00',
      datacontenttype: 'application/json',
      comexampleextension1: 'value',
      comexampleothervalue: 5,
      isurgent: true,
      unset: null,
      data: { appinfoA: 'abc', appinfoB: 123, appinfoC: true },
    };
    expect(readEvents(STRUCTURED, body)).toEqual({
      isBatch: false,
      isBinary: false,
      events: [
        {
          type: 'com.example.someevent',
          data: { appinfoA: 'abc', appinfoB: 123, appinfoC: true },
          subject: '123',
          source: '/mycontext/4',
          time: '2018-04-05T17:31:00+02:00',
          externalId: 'A234-1234-1234',
          key: 'A234-1234-1234',
          attributes: { comexampleextension1: 'value', comexampleothervalue: 5, isurgent: true },
        },
      ],
    });
  });

  it('reads a batch, also an empty one', () => {
    const { isBatch, events } = readEvents(BATCH, [EVENT, { ...EVENT, id: '2' }]);
    expect([isBatch, events.map(({ key }) => key)]).toEqual([true, ['A234-1234-1234', '2']]);
    expect(readEvents(BATCH, [])).toEqual({ isBatch: true, isBinary: false, events: [] });
  });

  it('reads binary mode: attributes are percent-encoded headers, the body is the data', () => {
    const headers = {
      ...JSON_TYPE,
      'ce-specversion': '1.0',
      'ce-id': '%E2%82%AC-1',
      'ce-source': '/with%20blank',
      'ce-type': 'order.created',
      'ce-subject': '100%',
      'x-other': 'y',
    };
    expect(readEvents(headers, { total: 5 }).events).toMatchObject([
      { externalId: '€-1', source: '/with blank', type: 'order.created', subject: '100%', data: { total: 5 } },
    ]);
    expect(readEvents(headers, undefined).events).toMatchObject([{ data: null }]);
  });

  it('takes no header for the data of a binary event, or its type', () => {
    const forged = { 'ce-data': 'forged', 'ce-data_base64': 'AA==', 'ce-datacontenttype': 'text/plain' };
    expect(readEvents({ ...JSON_TYPE, ...BINARY, ...forged }, { total: 5 }).events).toEqual([
      { type: 'a', source: '/', externalId: '1', key: '1', data: { total: 5 } },
    ]);
  });

  it.each<[string, string, string, unknown, object]>([
    ['text', 'text/plain; charset=utf-8', 'grün', 'grün', {}],
    ['XML', 'application/soap+xml', '<a/>', '<a/>', {}],
    ['a form', 'application/x-www-form-urlencoded', 'a=1', 'a=1', {}],
    ['text of another charset', 'text/plain; charset=latin1', 'a', 'YQ==', { data_base64: true }],
    ['bytes', 'application/octet-stream', '\u0001', 'AQ==', { data_base64: true }],
  ])('reads %s as the data of a binary event', (_what, type, body, data, more) => {
    const { events } = readEvents({ ...BINARY, 'content-type': type }, Buffer.from(body));
    expect(events).toMatchObject([{ data, attributes: { datacontenttype: type, ...more } }]);
  });

  it('reads base64 as what it stands for', () => {
    const read = (datacontenttype: string, bytes: string) =>
      readEvents(STRUCTURED, { ...EVENT, datacontenttype, data_base64: Buffer.from(bytes).toString('base64') });
    expect(read('application/json', '{"total":5}').events[0]).toMatchObject({ data: { total: 5 } });
    expect(read('text/csv', 'a;b').events[0]).toMatchObject({
      data: 'a;b',
      attributes: { datacontenttype: 'text/csv' },
    });
    expect(read('image/png', 'x').events[0]).toMatchObject({ data: 'eA==', attributes: { data_base64: true } });
  });

  it('keeps a schema, and a content type other than plain JSON', () => {
    const dataschema = 'https://example.com/order.json';
    const datacontenttype = 'application/vnd.order+json';
    expect(readEvents(STRUCTURED, { ...EVENT, dataschema, datacontenttype, data: {} }).events).toMatchObject([
      { attributes: { dataschema, datacontenttype } },
    ]);
    const plain = { ...EVENT, datacontenttype: 'application/json; charset=UTF-8' };
    expect(readEvents(STRUCTURED, plain).events[0]).not.toHaveProperty('attributes');
  });

  it('has the trace of the request where the event tells none', () => {
    const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, tracestate: 'x=1' };
    const headers = { ...JSON_TYPE, ...trace };
    expect(readEvents(headers, { type: 'a' }).events).toMatchObject([{ attributes: trace }]);
    const own = { traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-00` };
    expect(readEvents(headers, { type: 'a', ...own }).events[0]?.attributes).toEqual(own);
    const invalid = { ...headers, traceparent: `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01` };
    expect(readEvents(invalid, { type: 'a' }).events[0]).not.toHaveProperty('attributes');
  });

  it('leaves out of plain JSON what cannot be an attribute', () => {
    const [event] = readEvents(JSON_TYPE, {
      type: 'a',
      tenant: 'x',
      receivedAt: 'now',
      nested: {},
      specversion: '1.0',
    }).events;
    expect(event?.attributes).toEqual({ tenant: 'x' });
  });

  it('reads plain JSON, which needs a type only; without an id nothing tells that it comes again', () => {
    expect(readEvents(JSON_TYPE, { type: 'order.created' })).toEqual({
      isBatch: false,
      isBinary: false,
      events: [{ type: 'order.created', data: null, source: '/events' }],
    });
    expect(readEvents(JSON_TYPE, [{ type: 'a', id: '1' }, { type: 'b' }])).toMatchObject({
      isBatch: true,
      events: [
        { type: 'a', key: '1' },
        { type: 'b', key: undefined },
      ],
    });
  });

  it('keeps data as it came, whatever its keys', () => {
    const data = JSON.parse('{"__proto__":{"x":1},"constructor":[null,"\\u0000"],"a":"\\ud83d"}') as unknown;
    const [event] = readEvents(JSON_TYPE, { type: 'a', data }).events;
    expect(JSON.stringify(event?.data)).toBe(JSON.stringify(data));
  });

  it.each<[string, Record<string, string>, unknown, string]>([
    ['a topic with blanks', JSON_TYPE, { type: 'order created' }, '/type'],
    ['no type', JSON_TYPE, {}, '/type'],
    ['an empty id', JSON_TYPE, { type: 'a', id: '' }, '/id'],
    ['a time that is none', JSON_TYPE, { type: 'a', time: 'yesterday' }, '/time'],
    ['the second of an array', JSON_TYPE, [{ type: 'a' }, { type: '' }], '/1/type'],
    ['a CloudEvent without a source', STRUCTURED, { ...EVENT, source: undefined }, '/source'],
    ['a CloudEvent of another version', STRUCTURED, { ...EVENT, specversion: '0.3' }, '/specversion'],
    ['the first of a batch', BATCH, [{ ...EVENT, id: undefined }], '/0/id'],
    ['an extension with a capital', STRUCTURED, { ...EVENT, myExt: 'x' }, '/myExt'],
    ['an extension that is an object', STRUCTURED, { ...EVENT, ext: {} }, '/ext'],
    ['a long name of an extension', BATCH, [{ ...EVENT, ['x'.repeat(21)]: 1 }], `/0/${'x'.repeat(21)}`],
    ['a subject with a control character', JSON_TYPE, { type: 'a', subject: '\u0000' }, '/subject'],
    ['a schema that is no URI', STRUCTURED, { ...EVENT, dataschema: 'here' }, '/dataschema'],
    ['base64 that is none', STRUCTURED, { ...EVENT, data_base64: 'a*' }, '/data_base64'],
    ['data twice', STRUCTURED, { ...EVENT, data: 1, data_base64: 'AA==' }, '/data_base64'],
    ['a binary event without an id', { 'ce-specversion': '1.0', 'ce-type': 'a', 'ce-source': '/' }, {}, '/id'],
    ['a text', JSON_TYPE, 'hello', ''],
    ['nothing', JSON_TYPE, undefined, ''],
  ])('refuses %s with a pointer to it', (_what, headers, body, pointer) => {
    expect(refusal(headers, body)).toMatchObject({ code: 'VALIDATION_FAILED', fields: { pointer } });
  });

  it('refuses a batch that is none, or too long', () => {
    expect(refusal(BATCH, EVENT).message).toBe('A batch is an array of events.');
    const many = Array.from({ length: 1001 }, () => ({ type: 'a' }));
    expect(refusal(JSON_TYPE, many).message).toBe('A batch has at most 1000 events.');
  });
});

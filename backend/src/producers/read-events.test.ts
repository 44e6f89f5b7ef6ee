import { describe, expect, it } from 'vitest';
import type { AppError } from '../platform/errors/app-error.js';
import { readEvents } from './read-events.js';

const STRUCTURED = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
const JSON_TYPE = { 'content-type': 'application/json' };
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
  it('reads a structured CloudEvent, and leaves out what it does not know', () => {
    const body = {
      ...EVENT,
      subject: '123',
      time: '2018-04-05T17:31:00+02:00',
      datacontenttype: 'application/json',
      comexampleextension1: 'value',
      data: { appinfoA: 'abc', appinfoB: 123, appinfoC: true },
    };
    expect(readEvents(STRUCTURED, body)).toEqual({
      isBatch: false,
      events: [
        {
          type: 'com.example.someevent',
          data: { appinfoA: 'abc', appinfoB: 123, appinfoC: true },
          subject: '123',
          source: '/mycontext/4',
          time: '2018-04-05T17:31:00+02:00',
          externalId: 'A234-1234-1234',
          key: 'A234-1234-1234',
        },
      ],
    });
  });

  it('reads a batch, also an empty one', () => {
    const { isBatch, events } = readEvents(BATCH, [EVENT, { ...EVENT, id: '2' }]);
    expect([isBatch, events.map(({ key }) => key)]).toEqual([true, ['A234-1234-1234', '2']]);
    expect(readEvents(BATCH, [])).toEqual({ isBatch: true, events: [] });
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

  it('takes no header for the data of a binary event', () => {
    const headers = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/', 'ce-type': 'a', 'ce-data': 'forged' };
    expect(readEvents({ ...JSON_TYPE, ...headers }, { total: 5 }).events).toMatchObject([{ data: { total: 5 } }]);
  });

  it('reads plain JSON, which needs a type only; without an id nothing tells that it comes again', () => {
    expect(readEvents(JSON_TYPE, { type: 'order.created' })).toEqual({
      isBatch: false,
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

import { describe, expect, it } from 'vitest';
import { inheritAttributes, toEnvelope } from './event-attributes.js';

const ROW = {
  id: 'E',
  externalId: 'A-1',
  type: 'order.paid',
  source: '/shop',
  subject: null,
  time: new Date('2026-01-02T03:04:05.678Z'),
  data: '{"total":5}',
  attributes: null,
};

describe(toEnvelope.name, () => {
  it('has JSON data, unless the attributes say otherwise', () => {
    const envelope = {
      specversion: '1.0',
      id: 'A-1',
      type: 'order.paid',
      source: '/shop',
      subject: null,
      time: '2026-01-02T03:04:05.678Z',
      datacontenttype: 'application/json',
      data: { total: 5 },
    };
    expect(toEnvelope(ROW)).toEqual(envelope);
    const attributes = JSON.stringify({ datacontenttype: 'application/vnd.shop+json', tenant: 'x', tries: 2 });
    expect(toEnvelope({ ...ROW, externalId: null, attributes })).toEqual({
      ...envelope,
      id: 'E',
      datacontenttype: 'application/vnd.shop+json',
      tenant: 'x',
      tries: 2,
    });
  });

  it('shows bytes as base64 under both names', () => {
    const attributes = JSON.stringify({ datacontenttype: 'image/png', data_base64: true });
    expect(toEnvelope({ ...ROW, data: '"iVBO"', attributes })).toMatchObject({ data: 'iVBO', data_base64: 'iVBO' });
  });
});

describe(inheritAttributes.name, () => {
  const cause = { eventId: 'E', rootEventId: 'R', attributes: null };

  it('names the cause, and the root of the chain where nothing else correlates', () => {
    expect(inheritAttributes(cause)).toEqual({ correlationid: 'R', causationid: 'E' });
  });

  it('takes the trace and the correlation over, and nothing else', () => {
    const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, tracestate: 'x=1' };
    const attributes = JSON.stringify({ ...trace, correlationid: 'C', causationid: 'old', tenant: 'x' });
    expect(inheritAttributes({ ...cause, attributes })).toEqual({ ...trace, correlationid: 'C', causationid: 'E' });
  });
});

import { z } from 'zod';
import { toBinary, toStructured, type CloudEvent } from './cloud-event.js';
import { defineAction, type NodeContext } from './define-node.js';
import {
  callHttp,
  headersParam,
  parseBody,
  statusError,
  timeoutParam,
  toHeaders,
  toUrl,
  traceHeaders,
  urlParam,
} from './http-call.js';

const parameters = z.object({
  url: urlParam.meta({ title: 'URL', control: 'text', placeholder: 'https://events.example.com' }),
  mode: z
    .enum(['binary', 'structured'])
    .default('binary')
    .meta({ title: 'Mode', description: 'Attributes as headers, or the whole event as JSON', control: 'select' }),
  type: z
    .string()
    .max(255)
    .optional()
    .meta({ title: 'Type', description: 'That of the run’s event, if empty', control: 'text' }),
  source: z
    .string()
    .max(1000)
    .optional()
    .meta({ title: 'Source', description: 'That of the run’s event, if empty', control: 'text' }),
  subject: z
    .string()
    .max(1000)
    .optional()
    .meta({ title: 'Subject', description: 'That of the run’s event, if empty', control: 'text' }),
  // Data as it is: zod's own type for JSON would lose keys that it takes for dangerous, such as __proto__.
  data: z
    .unknown()
    .optional()
    .meta({ title: 'Data', description: 'That of the run’s event, if empty', control: 'json' }),
  headers: headersParam,
  timeoutMs: timeoutParam,
});

type Parameters = z.infer<typeof parameters>;

export const cloudeventsSend = defineAction<Parameters>({
  type: 'cloudevents-send',
  kind: 'action',
  tone: 'action',
  title: 'Send CloudEvent',
  description: 'Sends an event to an address on the web, as CloudEvents 1.0 over HTTP.',
  group: 'Web',
  icon: 'send',
  keywords: ['cloudevents', 'knative', 'event', 'http', 'forward', 'sink', 'webhook'],
  parameters,
  defaults: { mode: 'binary' },
  effect: true,
  perform: async (context) => {
    const { params, scope, signal, idempotencyKey, services } = context;
    const event = toEvent(context);
    const { headers, body } = params.mode === 'binary' ? toBinary(event) : toStructured(event);
    const own = toHeaders(params.headers);
    const call = {
      method: 'POST',
      url: toUrl(params.url),
      headers: { ...traceHeaders(scope.event, own), 'idempotency-key': idempotencyKey, ...own, ...headers },
      body,
      signal,
    };
    const answer = await callHttp(services, call, params.timeoutMs);
    if (answer.status >= 400) throw statusError(answer, 'POST', params.url);
    return { output: { id: event.id, status: answer.status, body: parseBody(answer) } };
  },
});

/** The run's event as it is, under its own id; or one of the step's own, which is the same for every attempt. */
function toEvent({ params, scope, idempotencyKey }: NodeContext<Parameters>): CloudEvent {
  const cause = scope.event as CloudEvent;
  const { type, source, subject, data } = params;
  if (!type && !source && !subject && data === undefined) return cause;
  const { traceparent, tracestate, correlationid = cause.id } = cause;
  return {
    specversion: '1.0',
    id: idempotencyKey,
    type: type || cause.type,
    source: source || cause.source,
    subject: subject || cause.subject || null,
    time: scope.now.toISOString(),
    ...(traceparent !== undefined && { traceparent }),
    ...(tracestate !== undefined && { tracestate }),
    correlationid,
    causationid: cause.id,
    ...(data === undefined ? payloadOf(cause) : { datacontenttype: 'application/json', data }),
  };
}

function payloadOf({ datacontenttype, dataschema, data, data_base64: base64 }: CloudEvent): Partial<CloudEvent> {
  return {
    ...(datacontenttype !== undefined && { datacontenttype }),
    ...(dataschema !== undefined && { dataschema }),
    ...(base64 === undefined ? { data } : { data_base64: base64 }),
  };
}

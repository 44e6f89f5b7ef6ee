// A bug: each attempt of a call has a key of its own.
import { load } from './program.mjs';

const { httpRequest } = await load('connectors/http-request.node');
const { perform } = httpRequest;
let attempts = 0;
httpRequest.perform = (context) =>
  perform(Object.create(context, { idempotencyKey: { value: `${context.idempotencyKey}:${(attempts += 1)}` } }));

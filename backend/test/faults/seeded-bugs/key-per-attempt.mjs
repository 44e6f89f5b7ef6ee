// A bug: each attempt of a call has a key of its own.
import { httpRequest } from '../../../dist/connectors/http-request.node.js';

const { perform } = httpRequest;
let attempts = 0;
httpRequest.perform = (context) =>
  perform({ ...context, idempotencyKey: `${context.idempotencyKey}:${(attempts += 1)}` });

import { evaluatePreview } from './evaluate-preview';
import type { Asked, Told } from './preview';

// The page's own `self`, as TypeScript knows it, is a window's.
const worker = self as unknown as { onmessage: (message: MessageEvent<Asked>) => void; postMessage(told: Told): void };

let scope: Readonly<Record<string, unknown>> = {};

worker.onmessage = ({ data }) => {
  if (data.type === 'scope') {
    scope = data.scope;
    return;
  }
  worker.postMessage({ type: 'began', id: data.id });
  worker.postMessage({ type: 'done', id: data.id, preview: evaluatePreview(data.value, scope) });
};

worker.postMessage({ type: 'ready' });

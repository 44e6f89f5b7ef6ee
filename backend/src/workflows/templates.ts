import type { Template } from '../contract/index.js';

/**
 * Fan-out hello: an order comes in, is published as an event, and three consumers that know nothing of one another hear
 * it. One of them fails by design, so that it can be seen that this is nobody else's trouble.
 */
const FAN_OUT_HELLO: Template = {
  id: 'fan-out-hello',
  name: 'Fan-out hello',
  description: 'An order becomes an event that three consumers hear. One fails by design; watch the others finish.',
  graph: {
    nodes: [
      {
        id: 'order',
        type: 'webhook',
        label: 'Order received',
        position: { x: 0, y: 160 },
        params: {
          path: 'hello-orders',
          method: 'POST',
          sample: { id: 'A-1001', customer: 'Ada', total: 120, items: ['loom', 'yarn'] },
        },
      },
      {
        id: 'tell',
        type: 'publish',
        label: 'Tell everybody',
        position: { x: 320, y: 160 },
        params: { type: 'order.created', subject: '{{ trigger.body.id }}', data: '{{ trigger.body }}' },
      },
      {
        id: 'heard_receipt',
        type: 'event',
        label: 'Order created: receipt',
        position: { x: 720, y: 0 },
        params: { type: 'order.created' },
      },
      {
        id: 'receipt',
        type: 'set',
        label: 'Write receipt',
        position: { x: 1040, y: 0 },
        params: {
          values: {
            to: '{{ trigger.customer }}',
            text: 'Thank you for order {{ trigger.id }}: {{ trigger.total }} EUR',
          },
        },
      },
      {
        id: 'heard_stock',
        type: 'event',
        label: 'Order created: stock',
        position: { x: 720, y: 160 },
        params: { type: 'order.created' },
      },
      {
        id: 'stock',
        type: 'code',
        label: 'Reserve stock',
        position: { x: 1040, y: 160 },
        params: { code: 'return { reserved: trigger.items.map((name) => ({ name, quantity: 1 })) };' },
      },
      {
        id: 'heard_loyalty',
        type: 'event',
        label: 'Order created: loyalty',
        position: { x: 720, y: 320 },
        params: { type: 'order.created' },
      },
      {
        id: 'loyalty',
        type: 'code',
        label: 'Add loyalty points',
        position: { x: 1040, y: 320 },
        params: { code: "throw new Error('The loyalty service is closed today. Everybody else went on.');" },
      },
    ],
    edges: [
      { id: 'order-tell', source: 'order', target: 'tell' },
      { id: 'heard_receipt-receipt', source: 'heard_receipt', target: 'receipt' },
      { id: 'heard_stock-stock', source: 'heard_stock', target: 'stock' },
      { id: 'heard_loyalty-loyalty', source: 'heard_loyalty', target: 'loyalty' },
    ],
  },
};

export const TEMPLATES: readonly Template[] = [FAN_OUT_HELLO];

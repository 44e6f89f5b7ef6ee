import { compileTemplate } from '../../src/expressions/compile-template.js';
import { CodeSandbox } from '../../src/expressions/sandbox/code-sandbox.js';
import type { Scope } from '../../src/expressions/scope.js';
import { Figures, type Goal } from '../figures.js';
import type { Scenario } from './scenario.js';

const SCOPE: Scope = {
  trigger: { customer: { tier: 'gold' }, items: [1, 2, 3] },
  event: {},
  steps: {},
  input: {},
  vars: {},
  workflow: { id: 'workflow', name: 'Bench' },
  run: { id: 'run', attempt: 1 },
  now: new Date(0),
};

const TEMPLATES: [name: string, text: string, goal: Goal][] = [
  ['plain path', '{{ trigger.customer.tier }}', { least: 5_000_000 }],
  ['arithmetic', '{{ trigger.items.length * 2 }}', { least: 1_000_000 }],
];

/** So many evaluations between two looks at the clock. */
const TURN = 10_000;

/** How often a second an expression is evaluated, and code runs in the sandbox. */
export const expressions: Scenario = {
  name: 'expressions',
  once: true,
  measure: async ({ options }) => {
    const figures = new Figures('expressions');
    const milliseconds = options.seconds * 250;
    for (const [name, text, goal] of TEMPLATES) {
      const { evaluate } = compileTemplate(text);
      const rates = Array.from({ length: options.rounds + 1 }, () => rateOf(() => evaluate(SCOPE), milliseconds));
      figures.addMedian(`${name}: ${text}`, rates.slice(1), '/s', { goal });
    }
    const sandbox = new CodeSandbox({ threads: 2, memoryBytes: 64 * 1024 * 1024 });
    const rates: number[] = [];
    for (let round = 0; round <= options.rounds; round += 1) rates.push(await sandboxRate(sandbox, milliseconds));
    await sandbox.close();
    return figures.addMedian('code in the sandbox, 16 at once', rates.slice(1), '/s').all;
  },
};

function rateOf(evaluate: () => unknown, milliseconds: number): number {
  const begun = performance.now();
  let count = 0;
  while (performance.now() - begun < milliseconds) {
    for (let i = 0; i < TURN; i += 1) evaluate();
    count += TURN;
  }
  return count / ((performance.now() - begun) / 1000);
}

async function sandboxRate(sandbox: CodeSandbox, milliseconds: number): Promise<number> {
  // The sandbox's threads do not keep a process alive.
  const alive = setInterval(() => undefined, 1000);
  const begun = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (performance.now() - begun < milliseconds) {
        await sandbox.run('return trigger.items.length * 2;', SCOPE, {
          timeoutMs: 5000,
          signal: new AbortController().signal,
        });
        count += 1;
      }
    }),
  );
  clearInterval(alive);
  return count / ((performance.now() - begun) / 1000);
}

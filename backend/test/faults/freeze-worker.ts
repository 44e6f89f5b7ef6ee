import { until } from '../support/until.js';
import type { FaultWorld } from './fault-world.js';
import type { Program } from './program.js';

/**
 * Stops a worker in the middle of a call until another one has taken its run over and ended it, then lets it go on: it
 * gets its answer, and wants to write.
 * @param preload changes both workers
 */
export async function freezeWorker(world: FaultWorld, preload?: string): Promise<Program> {
  const options = preload === undefined ? {} : { preload };
  const first = world.start('worker_1', 'worker', options);
  await Promise.all([world.start('api', 'api').ready, first.ready]);
  world.sink.hold('tell');
  await world.send('order', 1);
  await until('the call', () => world.sink.held() > 0);
  first.signalGroup('SIGSTOP');
  world.sink.open();
  await world.start('worker_2', 'worker', options).ready;
  await world.drain();
  first.signalGroup('SIGCONT');
  return first;
}

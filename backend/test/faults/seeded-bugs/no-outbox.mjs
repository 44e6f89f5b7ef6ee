// A bug: nobody looks after a run whose wake-up is lost.
import { load, replaceIn } from './program.mjs';

const { ACCEPT_EVENTS } = await load('broker/accept-events.sql');
replaceIn(ACCEPT_EVENTS, /clock_timestamp\(\) \+ interval '\d+ ms'/, 'null');

// A bug: nobody looks after a run that is not worked on.
import { load, replaceIn } from './program.mjs';

const { ACCEPT_EVENTS } = await load('broker/accept-events.sql');
replaceIn(ACCEPT_EVENTS, /clock_timestamp\(\) \+ interval '\d+ ms'/, 'null::timestamptz');

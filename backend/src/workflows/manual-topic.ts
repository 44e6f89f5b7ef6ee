/** The topic of events that tell of runs begun by hand. */
export const MANUAL_TOPIC = 'eventloom.manual.started';

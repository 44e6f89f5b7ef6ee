/** The topic of the events that tell of failed runs. */
export const RUN_FAILED_TOPIC = 'eventloom.run.failed';

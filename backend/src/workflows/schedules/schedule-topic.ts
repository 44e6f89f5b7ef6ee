/** The topic of the events that schedules make. */
export const SCHEDULE_TOPIC = 'eventloom.schedule.due';

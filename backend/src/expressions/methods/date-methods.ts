import { dateText } from '../values.js';
import { type Call, type MethodTable, plainMethods } from './call.js';
import { plainOptions } from './plain-options.js';
import { ZONED_DATE_METHODS } from './zoned-date-methods.js';

/** The methods of dates that read; a date is never altered. Without UTC in their names they use the server's zone. */
export const DATE_METHODS: MethodTable<Date> = new Map([
  ...ZONED_DATE_METHODS,
  ...plainMethods<Date>({
    getDate: ({ receiver }) => receiver.getDate(),
    getDay: ({ receiver }) => receiver.getDay(),
    getFullYear: ({ receiver }) => receiver.getFullYear(),
    getHours: ({ receiver }) => receiver.getHours(),
    getMilliseconds: ({ receiver }) => receiver.getMilliseconds(),
    getMinutes: ({ receiver }) => receiver.getMinutes(),
    getMonth: ({ receiver }) => receiver.getMonth(),
    getSeconds: ({ receiver }) => receiver.getSeconds(),
    getTime: ({ receiver }) => receiver.getTime(),
    getTimezoneOffset: ({ receiver }) => receiver.getTimezoneOffset(),
    getUTCDate: ({ receiver }) => receiver.getUTCDate(),
    getUTCDay: ({ receiver }) => receiver.getUTCDay(),
    getUTCFullYear: ({ receiver }) => receiver.getUTCFullYear(),
    getUTCHours: ({ receiver }) => receiver.getUTCHours(),
    getUTCMilliseconds: ({ receiver }) => receiver.getUTCMilliseconds(),
    getUTCMinutes: ({ receiver }) => receiver.getUTCMinutes(),
    getUTCMonth: ({ receiver }) => receiver.getUTCMonth(),
    getUTCSeconds: ({ receiver }) => receiver.getUTCSeconds(),
    toDateString: ({ receiver }) => receiver.toDateString(),
    toISOString: ({ receiver }) => receiver.toISOString(),
    toJSON: ({ receiver }) => receiver.toJSON(),
    toLocaleDateString: (call) => call.receiver.toLocaleDateString(call.optionalText(0) ?? 'en', plainOptions(call, 1)),
    toLocaleString: (call: Call<Date>) =>
      call.receiver.toLocaleString(call.optionalText(0) ?? 'en', plainOptions(call, 1)),
    toLocaleTimeString: (call) => call.receiver.toLocaleTimeString(call.optionalText(0) ?? 'en', plainOptions(call, 1)),
    toString: ({ receiver }: Call<Date>) => dateText(receiver),
    toTimeString: ({ receiver }) => receiver.toTimeString(),
    toUTCString: ({ receiver }) => receiver.toUTCString(),
    valueOf: ({ receiver }: Call<Date>) => receiver.getTime(),
  }),
]);

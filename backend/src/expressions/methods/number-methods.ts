import { type Call, type MethodTable, plainMethods } from './call.js';
import { plainOptions } from './plain-options.js';

export const NUMBER_METHODS: MethodTable<number> = new Map(
  plainMethods<number>({
    toExponential: (call) => call.receiver.toExponential(call.optionalNumber(0)),
    toFixed: (call) => call.receiver.toFixed(call.optionalNumber(0)),
    toLocaleString: (call: Call<number>) =>
      call.receiver.toLocaleString(call.optionalText(0) ?? 'en', plainOptions(call, 1)),
    toPrecision: (call) => call.receiver.toPrecision(call.optionalNumber(0)),
    toString: (call: Call<number>) => call.receiver.toString(call.optionalNumber(0)),
  }),
);

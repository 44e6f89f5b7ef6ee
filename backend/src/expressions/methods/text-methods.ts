import { extractPattern, matchesPattern, patternWork } from '../match-pattern.js';
import { type Call, type MethodTable, plainMethods } from './call.js';
import { countOf, indexOfText, lastIndexOfText } from './search-text.js';

/** The methods of texts. Each counts what it reads and refuses what it would make too large. */
export const TEXT_METHODS: MethodTable<string> = new Map(
  plainMethods<string>({
    at: (call) => call.receiver.at(call.number(0)),
    charAt: (call) => call.receiver.charAt(call.number(0)),
    charCodeAt: (call) => call.receiver.charCodeAt(call.number(0)),
    codePointAt: (call) => call.receiver.codePointAt(call.number(0)),
    concat: (call) =>
      call.args.reduce<string>((text, _, index) => call.evaluation.join(text, call.text(index)), call.receiver),
    endsWith: (call) => {
      call.evaluation.spendText(call.text(0));
      return call.receiver.endsWith(call.text(0), call.optionalNumber(1));
    },
    extract: (call) => {
      call.evaluation.spend(patternWork(call.receiver, call.text(0)));
      return extractPattern(call.receiver, call.text(0));
    },
    includes: (call) => indexOfText(call.receiver, call.text(0), call.optionalNumber(1) ?? 0, call.evaluation) >= 0,
    indexOf: (call) => indexOfText(call.receiver, call.text(0), call.optionalNumber(1) ?? 0, call.evaluation),
    lastIndexOf: (call) =>
      lastIndexOfText(call.receiver, call.text(0), call.optionalNumber(1) ?? Infinity, call.evaluation),
    localeCompare: (call) => {
      call.evaluation.spend(Math.min(call.receiver.length, call.text(0).length));
      return call.receiver.localeCompare(call.text(0), 'en');
    },
    matches: (call) => {
      call.evaluation.spend(patternWork(call.receiver, call.text(0)));
      return matchesPattern(call.receiver, call.text(0));
    },
    normalize: (call) => remake(call, (text) => text.normalize(call.optionalText(0))),
    padEnd: (call) => pad(call, (text, length, filler) => text.padEnd(length, filler)),
    padStart: (call) => pad(call, (text, length, filler) => text.padStart(length, filler)),
    repeat: (call) => {
      call.evaluation.reserveText(call.receiver.length * Math.max(call.number(0) || 0, 0));
      return call.receiver.repeat(call.number(0));
    },
    replace: (call) => {
      const [pattern, replacement] = [call.text(0), call.text(1)];
      indexOfText(call.receiver, pattern, 0, call.evaluation);
      call.evaluation.reserveText(call.receiver.length + replacement.length);
      // Given as a function, so that a `$&` in the replacement is text like any other and cannot multiply it.
      return call.receiver.replace(pattern, () => replacement);
    },
    replaceAll: (call) => {
      const [pattern, replacement] = [call.text(0), call.text(1)];
      const count = countOf(call.receiver, pattern, call.evaluation);
      call.evaluation.reserveText(call.receiver.length + count * replacement.length);
      return call.receiver.replaceAll(pattern, () => replacement);
    },
    slice: (call) => call.receiver.slice(call.optionalNumber(0), call.optionalNumber(1)),
    split: (call) => {
      const separator = call.optionalText(0);
      if (separator === undefined) return [call.receiver];
      call.evaluation.reserveItems(countOf(call.receiver, separator, call.evaluation) + 1);
      return call.receiver.split(separator, call.optionalNumber(1));
    },
    startsWith: (call) => {
      call.evaluation.spendText(call.text(0));
      return call.receiver.startsWith(call.text(0), call.optionalNumber(1));
    },
    substring: (call) => call.receiver.substring(call.number(0) || 0, call.optionalNumber(1)),
    toLocaleLowerCase: (call) => remake(call, (text) => text.toLocaleLowerCase(call.optionalText(0) ?? 'en')),
    toLocaleUpperCase: (call) => remake(call, (text) => text.toLocaleUpperCase(call.optionalText(0) ?? 'en')),
    toLowerCase: (call) => remake(call, (text) => text.toLowerCase()),
    toString: (call: Call<string>) => call.receiver,
    toUpperCase: (call) => remake(call, (text) => text.toUpperCase()),
    trim: (call) => remake(call, (text) => text.trim()),
    trimEnd: (call) => remake(call, (text) => text.trimEnd()),
    trimStart: (call) => remake(call, (text) => text.trimStart()),
  }),
);

/** A method that gives about as much text as it takes. */
function remake({ receiver, evaluation }: Call<string>, make: (text: string) => string): string {
  evaluation.reserveText(receiver.length);
  return make(receiver);
}

function pad(call: Call<string>, make: (text: string, length: number, filler: string) => string): string {
  const length = call.number(0) || 0;
  call.evaluation.reserveText(Math.max(length, call.receiver.length));
  return make(call.receiver, length, call.optionalText(1) ?? ' ');
}

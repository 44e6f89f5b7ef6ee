import { toBlocks, toBytes } from './blocks.js';
import { ROUND_CONSTANTS, START, type Halves } from './round-constants.js';

const SIZE = 128;
const ROUNDS = 80;
const UPPER = 2 ** 32;

/** SHA-512 (FIPS 180-4, 6.4) on halves of words, since a number of JavaScript holds 53 bits. */
export function sha512(message: Uint8Array): Uint8Array {
  const state: Halves = { high: Int32Array.from(START.high), low: Int32Array.from(START.low) };
  const words: Halves = { high: new Int32Array(ROUNDS), low: new Int32Array(ROUNDS) };
  const view = toBlocks(message, SIZE);
  for (let at = 0; at < view.byteLength; at += SIZE) {
    for (let round = 0; round < 16; round += 1) {
      words.high[round] = view.getInt32(at + round * 8);
      words.low[round] = view.getInt32(at + round * 8 + 4);
    }
    for (let round = 16; round < ROUNDS; round += 1) extend(words, round);
    compress(state, words);
  }
  return toBytes(Array.from(state.high).flatMap((high, index) => [high, state.low[index]!]));
}

function extend({ high, low }: Halves, round: number): void {
  const [eh, el, lh, ll] = [high[round - 15]!, low[round - 15]!, high[round - 2]!, low[round - 2]!];
  const firstHigh = rotate(eh, el, 1) ^ rotate(eh, el, 8) ^ (eh >>> 7);
  const firstLow = rotate(el, eh, 1) ^ rotate(el, eh, 8) ^ ((el >>> 7) | (eh << 25));
  const secondHigh = rotate(lh, ll, 19) ^ rotate(ll, lh, 29) ^ (lh >>> 6);
  const secondLow = rotate(ll, lh, 19) ^ rotate(lh, ll, 29) ^ ((ll >>> 6) | (lh << 26));
  const sum = (low[round - 16]! >>> 0) + (firstLow >>> 0) + (low[round - 7]! >>> 0) + (secondLow >>> 0);
  low[round] = sum;
  high[round] = high[round - 16]! + firstHigh + high[round - 7]! + secondHigh + carry(sum);
}

function compress(state: Halves, words: Halves): void {
  const high = Int32Array.from(state.high);
  const low = Int32Array.from(state.low);
  for (let round = 0; round < ROUNDS; round += 1) turn(high, low, words, round);
  for (let index = 0; index < 8; index += 1) {
    const sum = (state.low[index]! >>> 0) + (low[index]! >>> 0);
    state.low[index] = sum;
    state.high[index] = state.high[index]! + high[index]! + carry(sum);
  }
}

/** One round on the eight words `a` to `h`. Instead of moving them all, each round begins one place before the last. */
function turn(high: Int32Array, low: Int32Array, words: Halves, round: number): void {
  const [a, b, c, d] = [-round & 7, (1 - round) & 7, (2 - round) & 7, (3 - round) & 7];
  const [e, f, g, h] = [(4 - round) & 7, (5 - round) & 7, (6 - round) & 7, (7 - round) & 7];
  const [ah, al, eh, el] = [high[a]!, low[a]!, high[e]!, low[e]!];
  const sumEHigh = rotate(eh, el, 14) ^ rotate(eh, el, 18) ^ rotate(el, eh, 9);
  const sumELow = rotate(el, eh, 14) ^ rotate(el, eh, 18) ^ rotate(eh, el, 9);
  const chosenHigh = (eh & high[f]!) ^ (~eh & high[g]!);
  const chosenLow = (el & low[f]!) ^ (~el & low[g]!);
  const given = (ROUND_CONSTANTS.low[round]! >>> 0) + (words.low[round]! >>> 0);
  const nextLow = (low[h]! >>> 0) + (sumELow >>> 0) + (chosenLow >>> 0) + given;
  const givenHigh = ROUND_CONSTANTS.high[round]! + words.high[round]!;
  const nextHigh = (high[h]! + sumEHigh + chosenHigh + givenHigh + carry(nextLow)) | 0;
  const sumAHigh = rotate(ah, al, 28) ^ rotate(al, ah, 2) ^ rotate(al, ah, 7);
  const sumALow = rotate(al, ah, 28) ^ rotate(ah, al, 2) ^ rotate(ah, al, 7);
  const mostHigh = (ah & high[b]!) ^ (ah & high[c]!) ^ (high[b]! & high[c]!);
  const mostLow = (al & low[b]!) ^ (al & low[c]!) ^ (low[b]! & low[c]!);
  const eLow = (low[d]! >>> 0) + (nextLow >>> 0);
  low[d] = eLow;
  high[d] = high[d]! + nextHigh + carry(eLow);
  const aLow = (nextLow >>> 0) + (sumALow >>> 0) + (mostLow >>> 0);
  low[h] = aLow;
  high[h] = nextHigh + sumAHigh + mostHigh + carry(aLow);
}

/** One half of a word turned to the right by less than 32; the other half comes in. */
function rotate(half: number, other: number, by: number): number {
  return (half >>> by) | (other << (32 - by));
}

/** What a sum of lower halves adds to the upper one. */
function carry(sum: number): number {
  return Math.floor(sum / UPPER);
}

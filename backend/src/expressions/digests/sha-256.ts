import { toBlocks, toBytes } from './blocks.js';
import { ROUND_CONSTANTS, START } from './round-constants.js';

const SIZE = 64;
const ROUNDS = 64;

/** SHA-256 (FIPS 180-4, 6.2). */
export function sha256(message: Uint8Array): Uint8Array {
  const state = Int32Array.from(START.high);
  const words = new Int32Array(ROUNDS);
  const view = toBlocks(message, SIZE);
  for (let at = 0; at < view.byteLength; at += SIZE) {
    for (let round = 0; round < 16; round += 1) words[round] = view.getInt32(at + round * 4);
    for (let round = 16; round < ROUNDS; round += 1) {
      const [early, late] = [words[round - 15]!, words[round - 2]!];
      const first = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
      const second = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
      words[round] = words[round - 16]! + first + words[round - 7]! + second;
    }
    compress(state, words);
  }
  return toBytes(state);
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as Parameters<typeof add>[1];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sumE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const next = (h + sumE + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS.high[round]! + words[round]!) | 0;
    const sumA = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const first = (next + sumA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + next) | 0;
    d = c;
    c = b;
    b = a;
    a = first;
  }
  add(state, [a, b, c, d, e, f, g, h]);
}

function add(state: Int32Array, values: [number, number, number, number, number, number, number, number]): void {
  for (let index = 0; index < values.length; index += 1) state[index] = state[index]! + values[index]!;
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

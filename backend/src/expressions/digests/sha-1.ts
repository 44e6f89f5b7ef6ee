import { toBlocks, toBytes } from './blocks.js';

const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
const SIZE = 64;

/** SHA-1 (FIPS 180-4, 6.1), for what is still signed with it. */
export function sha1(message: Uint8Array): Uint8Array {
  const state = Int32Array.from(START);
  const words = new Int32Array(80);
  const view = toBlocks(message, SIZE);
  for (let at = 0; at < view.byteLength; at += SIZE) {
    for (let round = 0; round < 16; round += 1) words[round] = view.getInt32(at + round * 4);
    for (let round = 16; round < 80; round += 1)
      words[round] = rotate(words[round - 3]! ^ words[round - 8]! ^ words[round - 14]! ^ words[round - 16]!, 1);
    compress(state, words);
  }
  return toBytes(state);
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
  for (let round = 0; round < 80; round += 1) {
    const next = (rotate(a, 5) + mix(round, b, c, d) + e + words[round]!) | 0;
    [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
  }
  [a, b, c, d, e].forEach((value, index) => (state[index] = state[index]! + value));
}

/** The function and the constant of a round, added up. */
function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

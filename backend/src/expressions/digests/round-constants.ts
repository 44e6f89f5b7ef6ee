/** The constants of SHA-2 are the first bits after the point of roots of the first primes (FIPS 180-4, 4.2 and 5.3). */

const BITS = 64n;
const MASK = (1n << BITS) - 1n;
const ROUNDS = 80;

function firstPrimes(count: number): bigint[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return primes.map(BigInt);
}

/** The whole part of the root of a number, by Newton's method from above. */
function root(number: bigint, degree: bigint): bigint {
  let guess = 1n << BigInt(Math.ceil(number.toString(2).length / Number(degree)));
  for (;;) {
    const next = ((degree - 1n) * guess + number / guess ** (degree - 1n)) / degree;
    if (next >= guess) return guess;
    guess = next;
  }
}

const fraction = (prime: bigint, degree: bigint): bigint => root(prime << (BITS * degree), degree) & MASK;

const PRIMES = firstPrimes(ROUNDS);
const CUBE_ROOTS = PRIMES.map((prime) => fraction(prime, 3n));
const SQUARE_ROOTS = PRIMES.slice(0, 8).map((prime) => fraction(prime, 2n));

/** Words of 64 bits, each as its upper and lower half. */
export interface Halves {
  high: Int32Array;
  low: Int32Array;
}

function halve(words: readonly bigint[]): Halves {
  return {
    high: Int32Array.from(words, (word) => Number(BigInt.asIntN(32, word >> 32n))),
    low: Int32Array.from(words, (word) => Number(BigInt.asIntN(32, word))),
  };
}

/** Of each round of SHA-512; SHA-256 takes the upper halves of the first 64. */
export const ROUND_CONSTANTS = halve(CUBE_ROOTS);

/** What SHA-512 begins with; SHA-256 takes the upper halves. */
export const START = halve(SQUARE_ROOTS);

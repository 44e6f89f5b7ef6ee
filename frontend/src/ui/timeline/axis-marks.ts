/** From ten seconds on what is round is no longer decimal: up to a day. */
const ROUND_SECONDS = [10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
const DAY = 86_400_000;

/** Round distances from the start for the marks of the axis, in milliseconds; three to seven of them. */
export function axisMarks(length: number): number[] {
  const rough = length / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const decimal = [1, 2, 5, 10].map((factor) => factor * power);
  const steps = rough <= 5000 ? decimal : ROUND_SECONDS.map((seconds) => seconds * 1000);
  const step = steps.find((size) => size >= rough) ?? Math.ceil(rough / DAY) * DAY;
  const marks: number[] = [];
  for (let mark = 0; mark <= length * 0.96; mark += step) marks.push(mark);
  return marks;
}

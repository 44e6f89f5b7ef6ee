import { median, round } from './statistics.js';

/** What a figure should reach. */
export type Goal = { least: number } | { most: number };

/** One line of the report. */
export interface Figure {
  /** What the product stood on; absent where it makes no difference. */
  backing?: string;
  scenario: string;
  figure: string;
  value: number;
  unit: string;
  goal?: Goal;
}

/** The figures of a scenario, named once. */
export class Figures {
  readonly all: Figure[] = [];

  constructor(
    private readonly scenario: string,
    private readonly backing?: string,
  ) {}

  /** @param digits so many after the point */
  add(figure: string, value: number, unit: string, options: { digits?: number; goal?: Goal } = {}): this {
    this.all.push({
      ...(this.backing !== undefined && { backing: this.backing }),
      scenario: this.scenario,
      figure,
      value: round(value, options.digits),
      unit,
      ...(options.goal && { goal: options.goal }),
    });
    return this;
  }

  /** The median of what each of several rounds measured. */
  addMedian(
    figure: string,
    values: readonly number[],
    unit: string,
    options: { digits?: number; goal?: Goal } = {},
  ): this {
    return this.add(figure, median(values), unit, options);
  }
}

/** Whether a figure reaches its goal; undefined if it has none. */
export function isReached({ value, goal }: Figure): boolean | undefined {
  if (!goal) return undefined;
  return 'least' in goal ? value >= goal.least : value <= goal.most;
}

/** One table of all figures, columns aligned. */
export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.backing ?? '',
    figure.scenario,
    figure.figure,
    String(figure.value),
    figure.unit,
    goalText(figure),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column === VALUE)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

const VALUE = 3;

function pad(cell: string, width: number, isNumber: boolean): string {
  return isNumber ? cell.padStart(width) : cell.padEnd(width);
}

function goalText(figure: Figure): string {
  const { goal } = figure;
  if (!goal) return '';
  const wanted = 'least' in goal ? `>= ${goal.least}` : `<= ${goal.most}`;
  return `${isReached(figure) ? 'ok' : 'MISSED'} (${wanted})`;
}

/** The text of a query, read from left to right. */
export class PathText {
  private at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Takes a token if it stands here. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  /** Takes what a sticky pattern finds here. */
  takeMatch(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  isAt(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail(`${token} is missing`);
  }

  skipSpace(): void {
    this.takeMatch(/[ \t\n\r]*/y);
  }

  /** @throws TypeError that tells the place, from 1 */
  fail(what: string): never {
    throw new TypeError(`"${this.text}" is no JSONPath: ${what} at character ${this.at + 1}.`);
  }

  /** A text in single or double quotes. */
  takeQuoted(): string | undefined {
    const written = this.takeMatch(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y);
    if (written === undefined) return undefined;
    const inner = written
      .slice(1, -1)
      .replace(/\\.|"/g, (part) => (part === '"' ? '\\"' : part === "\\'" ? "'" : part));
    try {
      return JSON.parse(`"${inner}"`) as string;
    } catch {
      return this.fail('the text in quotes cannot be read');
    }
  }
}

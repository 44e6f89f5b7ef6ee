/**
 * The offset of the first character with which a text stops being JSON (RFC 8259): its length if it only ends too early,
 * undefined if it is JSON. V8 names the place in some of its messages only, and in others it quotes the text.
 *
 * @param text nested no deeper than the call stack reaches
 */
export function jsonErrorOffset(text: string): number | undefined {
  const reader = new JsonReader(text);
  return reader.readAll() ? undefined : reader.at;
}

const SPACE = /[ \t\n\r]*/y;
const DIGITS = /\d*/y;

/** Reads over JSON without building anything; each `read` tells whether it got to its end, and `at` where it got to. */
class JsonReader {
  at = 0;

  constructor(private readonly text: string) {}

  readAll(): boolean {
    if (!this.readValue()) return false;
    this.skipSpace();
    return this.at === this.text.length;
  }

  private readValue(): boolean {
    this.skipSpace();
    switch (this.text[this.at]) {
      case '{':
        return this.readItems('}', () => this.readMember());
      case '[':
        return this.readItems(']', () => this.readValue());
      case '"':
        return this.readString();
      case 't':
        return this.readWord('true');
      case 'f':
        return this.readWord('false');
      case 'n':
        return this.readWord('null');
      default:
        return this.readNumber();
    }
  }

  private readItems(close: string, readItem: () => boolean): boolean {
    this.at += 1;
    this.skipSpace();
    if (this.skip(close)) return true;
    do {
      if (!readItem()) return false;
      this.skipSpace();
    } while (this.skip(','));
    return this.skip(close);
  }

  private readMember(): boolean {
    this.skipSpace();
    if (this.text[this.at] !== '"' || !this.readString()) return false;
    this.skipSpace();
    return this.skip(':') && this.readValue();
  }

  private readString(): boolean {
    this.at += 1;
    for (; this.at < this.text.length; this.at += 1) {
      const char = this.text[this.at] ?? '';
      if (char < ' ') return false;
      if (char === '"') return this.skip(char);
      if (char === '\\' && !this.readEscape()) return false;
    }
    return false;
  }

  /** Ends at the last character of the escape. */
  private readEscape(): boolean {
    this.at += 1;
    const char = this.text[this.at] ?? '';
    if (char !== 'u') return char !== '' && '"\\/bfnrt'.includes(char);
    for (let digits = 0; digits < 4; digits += 1) {
      this.at += 1;
      if (!/^[0-9a-f]$/i.test(this.text[this.at] ?? '')) return false;
    }
    return true;
  }

  private readWord(word: string): boolean {
    for (const char of word) if (!this.skip(char)) return false;
    return true;
  }

  private readNumber(): boolean {
    this.skip('-');
    if (!this.skip('0') && !this.readDigits()) return false;
    if (this.skip('.') && !this.readDigits()) return false;
    if (!this.skip('e') && !this.skip('E')) return true;
    if (!this.skip('+')) this.skip('-');
    return this.readDigits();
  }

  private readDigits(): boolean {
    return this.skipAll(DIGITS) > 0;
  }

  private skipSpace(): void {
    this.skipAll(SPACE);
  }

  private skipAll(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    const { length } = pattern.exec(this.text)?.[0] ?? '';
    this.at += length;
    return length;
  }

  private skip(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }
}

import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Lines of JSON in a file that is only ever added to, written before the one who notes goes on. */
export class Journal<Entry> {
  private file: number | undefined;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'a');
  }

  note(entry: Entry): void {
    // A test that failed leaves senders behind.
    if (this.file !== undefined) writeSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  read(): Entry[] {
    const lines = readFileSync(this.path, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Entry);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

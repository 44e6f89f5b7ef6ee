import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Lines of JSON in a file that is only ever added to, written before the one who notes goes on. */
export class Journal<Entry> {
  private readonly file: number;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'a');
  }

  note(entry: Entry): void {
    writeSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  read(): Entry[] {
    const lines = readFileSync(this.path, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Entry);
  }

  close(): void {
    closeSync(this.file);
  }
}

import { createElement, type ReactNode } from 'react';

/**
 * As much of Markdown as notes need: headings, lists, code, rules, quotes, emphasis and links. It makes elements, never
 * HTML, so nothing that a note says can do anything.
 */
export default function Markdown({ text }: { text: string }) {
  return <>{blocksOf(text.split('\n'))}</>;
}

const BULLET = /^\s*[-*+]\s+(.*)$/;
const NUMBER = /^\s*\d+[.)]\s+(.*)$/;
const QUOTE = /^\s*>\s?(.*)$/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const FENCE = /^\s*```/;

function blocksOf(lines: readonly string[]): ReactNode[] {
  const blocks: ReactNode[] = [];
  let at = 0;
  /** Takes the lines that go on as the first of them began. */
  const take = (belongs: (line: string) => boolean): string[] => {
    const start = at;
    while (at < lines.length && belongs(lines[at] ?? '')) at += 1;
    return lines.slice(start, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const key = at;
    const heading = HEADING.exec(line);
    if (line.trim() === '' || heading || RULE.test(line) || FENCE.test(line)) at += 1;
    if (line.trim() === '') continue;
    if (heading)
      blocks.push(createElement(`h${Math.min((heading[1]?.length ?? 1) + 2, 6)}`, { key }, inline(heading[2])));
    else if (RULE.test(line)) blocks.push(<hr key={key} />);
    else if (FENCE.test(line)) {
      const code = take((each) => !FENCE.test(each)).join('\n');
      at += 1;
      blocks.push(<pre key={key}>{code}</pre>);
    } else if (BULLET.test(line))
      blocks.push(
        <ul key={key}>
          {itemsOf(
            take((each) => BULLET.test(each)),
            BULLET,
          )}
        </ul>,
      );
    else if (NUMBER.test(line))
      blocks.push(
        <ol key={key}>
          {itemsOf(
            take((each) => NUMBER.test(each)),
            NUMBER,
          )}
        </ol>,
      );
    else if (QUOTE.test(line)) {
      const quoted = take((each) => QUOTE.test(each)).map((each) => QUOTE.exec(each)?.[1] ?? '');
      blocks.push(<blockquote key={key}>{blocksOf(quoted)}</blockquote>);
    } else blocks.push(<p key={key}>{inline(take(isPlain).join('\n'))}</p>);
  }
  return blocks;
}

function isPlain(line: string): boolean {
  return line.trim() !== '' && ![BULLET, NUMBER, QUOTE, HEADING, RULE, FENCE].some((mark) => mark.test(line));
}

function itemsOf(lines: readonly string[], mark: RegExp): ReactNode[] {
  return lines.map((line, index) => <li key={index}>{inline(mark.exec(line)?.[1])}</li>);
}

const INLINE =
  /`([^`]+)`|\*\*(.+?)\*\*(?!\*)|~~(.+?)~~|\*(\S.*?)\*|\b_(\S.*?)_\b|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>)]+)/;

function inline(text = ''): ReactNode[] {
  const match = INLINE.exec(text);
  if (!match) return text === '' ? [] : [text];
  const end = match.index + match[0].length;
  return [text.slice(0, match.index), marked(match, text.length), ...inline(text.slice(end))];
}

function marked([whole, code, strong, gone, star, bar, label, url]: RegExpExecArray, key: number): ReactNode {
  if (code !== undefined) return <code key={key}>{code}</code>;
  if (strong !== undefined) return <strong key={key}>{inline(strong)}</strong>;
  if (gone !== undefined) return <s key={key}>{inline(gone)}</s>;
  if (star !== undefined || bar !== undefined) return <em key={key}>{inline(star ?? bar)}</em>;
  const href = url ?? whole;
  // Any other scheme could run a script.
  if (!/^(https?:|mailto:)/i.test(href)) return label;
  return (
    <a key={key} className="nodrag nopan" href={href} target="_blank" rel="noopener noreferrer" tabIndex={-1}>
      {label ?? href}
    </a>
  );
}

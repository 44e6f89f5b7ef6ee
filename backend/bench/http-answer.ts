export interface HttpAnswer {
  status: number;
  body: string;
  /** Whether the other side closes the connection after it. */
  closes: boolean;
}

const HEADERS_END = Buffer.from('\r\n\r\n');
const CHUNKS_END = Buffer.from('0\r\n\r\n');

/** The answer at the beginning of what was received, once it is complete. */
export function parseAnswer(received: Buffer): HttpAnswer | undefined {
  const head = received.indexOf(HEADERS_END);
  if (head === -1) return undefined;
  const headers = received.toString('latin1', 0, head);
  const start = head + HEADERS_END.length;
  const end = endOfBody(headers, received, start);
  if (end === undefined) return undefined;
  return {
    status: Number(headers.slice(9, 12)),
    body: received.toString('utf8', start, end),
    closes: /\r\nconnection: *close/i.test(headers),
  };
}

/** The body of a chunked answer is kept with its framing: nobody reads it. */
function endOfBody(headers: string, received: Buffer, start: number): number | undefined {
  if (/\r\ntransfer-encoding: *chunked/i.test(headers))
    return received.subarray(-CHUNKS_END.length).equals(CHUNKS_END) ? received.length : undefined;
  const end = start + Number(/\r\ncontent-length: *(\d+)/i.exec(headers)?.[1] ?? 0);
  return received.length >= end ? end : undefined;
}

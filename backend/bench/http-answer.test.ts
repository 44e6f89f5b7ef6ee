import { describe, expect, it } from 'vitest';
import { parseAnswer } from './http-answer.js';

describe(parseAnswer.name, () => {
  it('waits for the whole body', () => {
    const text = 'HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nhello';
    expect(parseAnswer(Buffer.from(text.slice(0, 20)))).toBeUndefined();
    expect(parseAnswer(Buffer.from(text.slice(0, -1)))).toBeUndefined();
    expect(parseAnswer(Buffer.from(text))).toEqual({ status: 202, body: 'hello', closes: false });
  });

  it('knows the last chunk, and that the connection ends', () => {
    const head = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n';
    expect(parseAnswer(Buffer.from(`${head}2\r\nok\r\n`))).toBeUndefined();
    expect(parseAnswer(Buffer.from(`${head}2\r\nok\r\n0\r\n\r\n`))).toMatchObject({ status: 200, closes: true });
  });
});

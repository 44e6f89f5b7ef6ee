import { describe, expect, it } from 'vitest';
import { readCurl } from './read-curl';

const paramsOf = (command: string) => {
  const pasted = readCurl(command);
  return 'part' in pasted ? pasted.part.nodes[0]?.params : pasted;
};
const remarksOf = (command: string) => {
  const pasted = readCurl(command);
  return 'remarks' in pasted ? pasted.remarks : pasted;
};

describe(readCurl.name, () => {
  it('takes method, address, query, headers and a JSON body', () => {
    const command = `curl -sS --location -XPUT 'https://api.example.com/orders?dry=1&q=a%20b' \\
      -H 'Content-Type: application/json' -H "X-Trace: a b" \\
      --data-raw '{"id": 7, "tags": ["x"]}' | jq .`;
    expect(paramsOf(command)).toEqual({
      method: 'PUT',
      url: 'https://api.example.com/orders',
      query: { dry: '1', q: 'a b' },
      headers: { 'x-trace': 'a b' },
      body: { id: 7, tags: ['x'] },
    });
  });

  it('posts what has data, and says that it is a form where nothing else is said', () => {
    expect(paramsOf('curl example.com -d a=1 -d b=2')).toEqual({
      method: 'POST',
      url: 'http://example.com',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1&b=2',
    });
  });

  it('puts data into the query with -G', () => {
    expect(paramsOf('curl -G https://x.io/s -d a=1 --data-urlencode "q=two words&"')).toEqual({
      method: 'GET',
      url: 'https://x.io/s',
      query: { a: '1', q: 'two words&' },
    });
  });

  it('keeps names that come twice in the address', () => {
    expect(paramsOf('curl "https://x.io/s?a=1&a=2"')).toEqual({ method: 'GET', url: 'https://x.io/s?a=1&a=2' });
  });

  it('turns -u into a header, --json into its headers', () => {
    expect(paramsOf(`curl -u ada:s3cret --json '{"a":1}' https://x.io`)).toEqual({
      method: 'POST',
      url: 'https://x.io',
      headers: { accept: 'application/json', authorization: 'Basic YWRhOnMzY3JldA==' },
      body: { a: 1 },
    });
  });

  it('tells what it leaves out', () => {
    expect(remarksOf('curl -F a=@b.png -F c=d https://x.io')).toEqual([
      'Forms and files (-F, -T) can’t be sent; they were left out.',
    ]);
    expect(remarksOf('curl https://x.io -d @body.json')).toEqual(['What is in the file body.json was left out.']);
  });

  it('says why it can’t be read', () => {
    expect(readCurl('curl -X POST')).toEqual({ refusal: 'That curl command names no address.' });
    expect(readCurl("curl 'https://x.io")).toMatchObject({ refusal: /quote/ });
  });
});

/** What a text says as JSON, or what is wrong with it; nothing if it is empty. */
export type ParsedJson = { value: unknown } | { problem: string } | 'empty';

export function parseJson(text: string): ParsedJson {
  if (text.trim() === '') return 'empty';
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `This is not valid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

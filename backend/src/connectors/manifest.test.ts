import { describe, expect, it } from 'vitest';
import { nodeManifestSchema } from '../contract/index.js';
import { manifests, nodeTypes } from './catalog.js';
import { toManifest } from './manifest.js';

type Properties = Record<string, Record<string, unknown>>;

describe(toManifest.name, () => {
  it.each([...manifests.values()])('$type is complete', (manifest) => {
    expect(nodeManifestSchema.parse(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
    expect([manifest.title, manifest.description, manifest.group, manifest.icon].every(Boolean)).toBe(true);
    for (const property of Object.values(manifest.parameters['properties'] as Properties))
      expect(property).toMatchObject({ title: expect.any(String) as string, control: expect.any(String) as string });
  });

  it('tells what the form needs', () => {
    const { parameters, literal, ports, defaults } = toManifest(nodeTypes.get('http-request') ?? expect.fail());
    expect(parameters).toMatchObject({
      type: 'object',
      required: ['url'],
      properties: {
        method: { control: 'select', default: 'GET', enum: expect.arrayContaining(['GET', 'POST']) as string[] },
        url: { title: 'URL', control: 'text', placeholder: expect.stringContaining('https://') as string },
        timeoutMs: { default: 30_000, minimum: 1 },
      },
    });
    expect({ literal, ports, defaults }).toEqual({
      literal: [],
      ports: { input: true, outputs: [{ name: 'out', title: '' }] },
      defaults: { method: 'GET' },
    });
  });

  it('says that triggers hold no expressions but in what is asked of each event', () => {
    expect(manifests.get('event')?.literal).toEqual(['type', 'source', 'onDeadLetter', 'sample']);
    expect(manifests.get('webhook')?.literal).toContain('path');
    expect(manifests.get('code')?.literal).toEqual(['code']);
  });
});

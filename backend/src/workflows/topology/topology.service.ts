import { Injectable } from '@nestjs/common';
import { TopicActivity } from '../../broker/topics/topic-activity.service.js';
import type { SystemMap } from '../../contract/index.js';
import { buildAsyncApi, type AsyncApiDocument } from './build-asyncapi.js';
import { buildMap } from './build-map.js';
import { PublishedLinks } from './published-links.service.js';
import { TopologyFacts } from './topology-facts.repository.js';

/** The version of the document: that of what it describes changes with every publication. */
const VERSION = '1.0.0';

/** Looking at much that goes on takes a while: everybody who asks within this time gets one answer. Milliseconds. */
const FRESH_MS = 2000;

/** How events go: the map, and the document that machines read. */
@Injectable()
export class Topology {
  private drawn: { at: number; map: Promise<SystemMap> } | undefined;

  constructor(
    private readonly links: PublishedLinks,
    private readonly activity: TopicActivity,
    private readonly facts: TopologyFacts,
  ) {}

  map(): Promise<SystemMap> {
    if (this.drawn && Date.now() - this.drawn.at < FRESH_MS) return this.drawn.map;
    const drawn = { at: Date.now(), map: this.draw() };
    this.drawn = drawn;
    drawn.map.catch(() => {
      if (this.drawn === drawn) this.drawn = undefined;
    });
    return drawn.map;
  }

  async asyncApi(): Promise<AsyncApiDocument> {
    const [workflows, rates, topics] = await Promise.all([
      this.links.all(),
      this.activity.rates(),
      this.facts.topics(),
    ]);
    return buildAsyncApi({ version: VERSION, workflows, rates, topics });
  }

  private async draw(): Promise<SystemMap> {
    const [workflows, rates, loads, topics] = await Promise.all([
      this.links.all(),
      this.activity.rates(),
      this.facts.loads(),
      this.facts.topics(),
    ]);
    return buildMap({ workflows, rates, loads, topics: topics.map(({ type }) => type) });
  }
}

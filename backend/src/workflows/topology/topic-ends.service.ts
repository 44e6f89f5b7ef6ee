import { Injectable } from '@nestjs/common';
import type { TopicEnds as TopicEndsView } from '../../contract/index.js';
import { DraftLinks } from './draft-links.service.js';
import { findTopicEnds, type FoundEnd } from './find-topic-ends.js';
import { PublishedLinks } from './published-links.service.js';
import { TopologyFacts } from './topology-facts.repository.js';

/** Who is at the ends of a topic, and how they do. */
@Injectable()
export class TopicEnds {
  constructor(
    private readonly published: PublishedLinks,
    private readonly drafts: DraftLinks,
    private readonly facts: TopologyFacts,
  ) {}

  /** @param type a topic, or a pattern of topics */
  async of(type: string): Promise<TopicEndsView> {
    const [published, drafts] = await Promise.all([this.published.all(), this.drafts.all()]);
    const { producers, consumers } = findTopicEnds(type, [...published, ...drafts]);
    const ids = new Set([...producers, ...consumers].map(({ workflowId }) => workflowId));
    const runs = new Map((await this.facts.lastRuns([...ids])).map(({ workflowId, ...run }) => [workflowId, run]));
    const withRun = (end: FoundEnd) => ({ ...end, lastRun: runs.get(end.workflowId) ?? null });
    return { producers: producers.map(withRun), consumers: consumers.map(withRun) };
  }
}

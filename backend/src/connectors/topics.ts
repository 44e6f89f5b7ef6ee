import { z } from 'zod';
import { TOPIC_PATTERN, TOPIC_WILDCARD_PATTERN } from '../contract/index.js';

const topicText = z.string().min(1, 'a topic is required').max(255);

/** A topic to publish to. */
export const topicSchema = topicText.regex(
  TOPIC_PATTERN,
  'a topic has dot-separated segments of letters, digits, - and _',
);

/** A topic to listen to, or a pattern of topics. */
export const topicPatternSchema = topicText.regex(
  TOPIC_WILDCARD_PATTERN,
  'a topic has dot-separated segments; * stands for one, a last > for the rest',
);

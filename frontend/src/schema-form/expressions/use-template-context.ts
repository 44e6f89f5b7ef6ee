import type { ExpressionHelp } from '@eventloom/backend/contract';
import { useEffect, useRef, type RefObject } from 'react';
import { useExpressionHelp } from '../../api/queries';
import { useExpressionData, type ExpressionData } from './expression-data';

/** What an editor of expressions looks up when something is typed. */
export type TemplateContext = RefObject<{ data: ExpressionData; help: readonly ExpressionHelp[] }>;

const NO_HELP: readonly ExpressionHelp[] = [];

/** Always the data of now, also for an editor that was made long ago. */
export function useTemplateContext(): TemplateContext {
  const data = useExpressionData();
  const help = useExpressionHelp().data?.items ?? NO_HELP;
  const context = useRef({ data, help });
  useEffect(() => {
    context.current = { data, help };
  });
  return context;
}

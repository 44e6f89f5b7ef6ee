import { ActionIcon, Tooltip } from '@mantine/core';
import type { GraphNode, NodeManifest } from '@eventloom/backend/contract';
import { Maximize2, Minimize2, X } from 'lucide-react';
import { Suspense, useEffect, useMemo, useRef } from 'react';
import { lazyPart } from '../../ui/lazy-part';
import { NodeIcon } from '../../ui/node-icon';
import { ExpressionDataContext } from '../../schema-form/expressions/expression-data';
import { InsertTargetContext } from '../../schema-form/expressions/insert-target';
import { readFields, type Json } from '../../schema-form/read-schema';
import { SchemaForm } from '../../schema-form/schema-form';
import { useStepData } from '../data/use-step-data';
import { setParamOf } from '../model/change-ports';
import { paramOf } from '../problems/collect-problems';
import { StepFailure, useFaultyField } from '../run/step-failure';
import { useDocument, useEditor, useProblems, useUi } from '../use-editor';
import { PaneHead } from './data/pane-head';
import { focusField, focusFirstField } from './focus-field';
import { NodeIdentity } from './node-identity';
import { NodeSettings } from './node-settings';
import classes from './panel.module.css';
import { StepProblems } from './step-problems';
import { WebhookAddress } from './webhook-address';

const InputPane = lazyPart(() => import('./data/input-pane').then((module) => module.default));
const StepTesting = lazyPart(() => import('../testing/step-testing').then((module) => module.default));

interface StepPanelProps {
  nodeId: string;
  /** Whether what comes in and what goes out stand beside the settings. */
  isExpanded: boolean;
  onExpand: () => void;
  onClose: () => void;
}

/** The settings of the chosen step: its name, the form of its type, how it behaves when something goes wrong. */
export function StepPanel({ nodeId, isExpanded, onExpand, onClose }: StepPanelProps) {
  const { manifests } = useEditor();
  const node = useDocument(({ graph }) => graph.nodes.find((each) => each.id === nodeId));
  const data = useStepData(nodeId);
  const target = useRef<(path: string) => void>(undefined);
  useTargetField(nodeId);
  if (!node) return null;
  const manifest = manifests.get(node.type);
  const testing = (
    <Suspense fallback={null}>
      <StepTesting node={node} />
    </Suspense>
  );
  return (
    <div className={classes.panel} data-tone={manifest?.tone} data-shape={manifest?.kind}>
      <div className={classes.head}>
        <span className={classes.icon}>
          <NodeIcon name={manifest?.icon ?? 'circle-help'} size={16} />
        </span>
        <div className={classes.headText}>
          <h2 className={classes.title}>{manifest?.title ?? node.type}</h2>
          <p className={classes.description}>{manifest?.description}</p>
        </div>
        <Tooltip label={isExpanded ? 'Back to the canvas (Esc)' : 'Expand: input and output beside the settings'}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={isExpanded ? 'Collapse' : 'Expand'}
            aria-expanded={isExpanded}
            onClick={onExpand}
          >
            {isExpanded ? <Minimize2 size={15} aria-hidden /> : <Maximize2 size={15} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Close (Esc)">
          <ActionIcon variant="subtle" color="gray" aria-label="Close the settings" onClick={onClose}>
            <X size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <ExpressionDataContext value={data}>
        <InsertTargetContext value={target}>
          <div className={classes.columns} data-expanded={isExpanded || undefined}>
            {isExpanded && (
              <Suspense fallback={<div className={classes.paneLoading} />}>
                <InputPane data={data} isTrigger={manifest?.kind === 'trigger'} />
              </Suspense>
            )}
            <div className={classes.scroll}>
              <NodeIdentity node={node} manifest={manifest} />
              <StepProblems nodeId={nodeId} />
              <StepFailure nodeId={nodeId} />
              {node.type === 'webhook' && <WebhookAddress node={node} />}
              {manifest && <Parameters node={node} manifest={manifest} />}
              {manifest && manifest.kind !== 'trigger' && <NodeSettings node={node} />}
            </div>
            {isExpanded && (
              <section className={classes.output} aria-label="Output">
                <PaneHead title="Output" note="" />
                {testing}
              </section>
            )}
          </div>
        </InsertTargetContext>
      </ExpressionDataContext>
      {!isExpanded && testing}
    </div>
  );
}

function Parameters({ node, manifest }: { node: GraphNode; manifest: NodeManifest }) {
  const { session } = useEditor();
  const problems = useProblems();
  const fields = useMemo(() => readFields(manifest), [manifest]);
  const errors = useMemo(() => {
    const own = problems.filter((problem) => problem.nodeId === node.id && problem.severity === 'error');
    return new Map(own.flatMap((problem) => [[paramOf(problem) ?? '', problem.detail] as const]).reverse());
  }, [problems, node.id]);
  const faulty = useFaultyField(node);
  const change = (name: string, value: Json | undefined): void =>
    session.document.edit((graph) => setParamOf(graph, { id: node.id, manifest }, name, value), {
      merge: `${node.id}/params/${name}`,
    });
  if (fields.length === 0) return null;
  const shown = faulty && !errors.has(faulty[0]) ? new Map([...errors, faulty]) : errors;
  return <SchemaForm fields={fields} values={node.params} errors={shown} onChange={change} />;
}

/** Puts the focus on the field that a problem was about. */
function useTargetField(nodeId: string): void {
  const { session } = useEditor();
  const target = useUi((ui) => ui.target);
  useEffect(() => {
    if (target?.nodeId !== nodeId) return;
    session.ui.setState({ target: undefined });
    if (target.param === undefined) focusFirstField();
    else focusField(target.param);
  }, [session, target, nodeId]);
}

import { Switch, TextInput } from '@mantine/core';
import { NODE_ID_PATTERN, type GraphNode, type NodeManifest } from '@eventloom/backend/contract';
import { useState } from 'react';
import { changeId } from '../model/change-id';
import { changeSettings } from '../model/change-steps';
import { useEditor } from '../use-editor';
import classes from './panel.module.css';

interface NodeIdentityProps {
  node: GraphNode;
  manifest: NodeManifest | undefined;
}

/** What a step is called, for people and for expressions, and whether it takes part. */
export function NodeIdentity({ node, manifest }: NodeIdentityProps) {
  const { session } = useEditor();
  return (
    <div className={classes.identity}>
      <TextInput
        label="Label"
        value={node.label ?? ''}
        placeholder={manifest?.title ?? node.type}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => {
          const label = event.currentTarget.value === '' ? undefined : event.currentTarget.value;
          session.document.edit((graph) => changeSettings(graph, node.id, { label }), { merge: `${node.id}/label` });
        }}
      />
      <IdField key={node.id} node={node} />
      <Switch
        size="xs"
        className={classes.disable}
        label="Disabled"
        description={node.disabled ? 'What comes in is passed on as it is.' : undefined}
        checked={node.disabled ?? false}
        onChange={(event) => {
          const disabled = event.currentTarget.checked || undefined;
          session.document.edit((graph) => changeSettings(graph, node.id, { disabled }));
        }}
      />
    </div>
  );
}

/** Changed as a whole when the field is left, since every expression that names the step changes with it. */
function IdField({ node }: { node: GraphNode }) {
  const { session } = useEditor();
  const [text, setText] = useState(node.id);
  const error = refusalOf(text, node.id, new Set(session.graph.nodes.map((each) => each.id)));
  const commit = (): void => {
    if (text === node.id) return;
    if (error !== undefined) {
      setText(node.id);
      return;
    }
    session.document.edit((graph) => changeId(graph, node.id, text));
    session.select([text]);
  };
  return (
    <TextInput
      label="Id"
      description={error === undefined ? `steps.${text}` : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={error}
      value={text}
      maxLength={100}
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: classes.mono, description: classes.monoHint }}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

function refusalOf(id: string, current: string, taken: ReadonlySet<string>): string | undefined {
  if (id === current) return undefined;
  if (!NODE_ID_PATTERN.test(id)) return 'A letter first, then letters, digits and _.';
  return taken.has(id) ? 'Another step has this id.' : undefined;
}

import type { NodeManifest } from '@eventloom/backend/contract';
import { Unplug } from 'lucide-react';
import { useMemo, useState } from 'react';
import { NOTHING_SELECTED } from '../../canvas/flow-elements';
import { matchesWords } from '../../ui/match-words';
import { NodeIcon } from '../../ui/node-icon';
import { PickList } from '../../ui/pick-list/pick-list';
import { PickRow } from '../../ui/pick-list/pick-row';
import { connect } from '../model/connect';
import { connectTargets, type ConnectTarget } from '../model/connect-targets';
import { deleteElements } from '../model/delete-steps';
import { useDocument, useEditor } from '../use-editor';

/** More than anyone reads; a few letters find the rest. */
const MOST = 100;

/** Where a step is to lead to, chosen from a list: the way to draw and to cut connections without a pointer. */
export function ConnectDialog({ nodeId }: { nodeId: string }) {
  const { session, manifests, edit, view } = useEditor();
  const graph = useDocument((snapshot) => snapshot.graph);
  const [query, setQuery] = useState('');
  const targets = useMemo(() => connectTargets(graph, nodeId, manifests), [graph, nodeId, manifests]);
  const hasPorts = new Set(targets.map(({ port }) => port.name)).size > 1;
  const titleOf = ({ nodeId: target, port }: ConnectTarget): string =>
    hasPorts ? `${edit.nameOf(target)} (by ${port.title || port.name})` : edit.nameOf(target);
  const found = targets.filter((target) => matchesWords(titleOf(target), query)).slice(0, MOST);
  const name = edit.nameOf(nodeId);

  const close = (): void => {
    session.ui.setState({ connectFrom: undefined });
    view.focus(nodeId);
  };
  const choose = ({ nodeId: target, port, edgeId }: ConnectTarget): void => {
    if (edgeId === undefined) {
      session.document.edit((now) => connect(now, { source: nodeId, sourceHandle: port.name, target }));
      session.tell({ text: `${name} connected to ${edit.nameOf(target)}.`, tone: 'info' });
    } else {
      session.document.edit((now) => deleteElements(now, { ...NOTHING_SELECTED, edges: new Set([edgeId]) }));
      session.tell({ text: `${name} no longer leads to ${edit.nameOf(target)}.`, tone: 'info' });
    }
    close();
  };
  const manifestOf = ({ nodeId: target }: ConnectTarget): NodeManifest | undefined =>
    manifests.get(graph.nodes.find((node) => node.id === target)?.type ?? '');
  return (
    <PickList
      label={`Connect ${name} to`}
      placeholder="Connect to…"
      searchLabel="Search steps"
      listLabel="Steps to connect"
      role="combobox"
      items={found}
      keyOf={(target) => `${target.port.name} ${target.nodeId} ${target.edgeId ?? ''}`}
      groupOf={({ edgeId }) => (edgeId === undefined ? 'Connect to' : 'Disconnect from')}
      nothing={query === '' ? `There is nothing that ${name} could lead to.` : `No step matches “${query}”.`}
      query={query}
      onQuery={setQuery}
      onChoose={choose}
      onClose={close}
    >
      {(target) => (
        <PickRow
          icon={
            target.edgeId === undefined ? (
              <NodeIcon name={manifestOf(target)?.icon ?? 'circle-help'} size={15} />
            ) : (
              <Unplug size={15} aria-hidden />
            )
          }
          tone={target.edgeId === undefined ? manifestOf(target)?.tone : 'plain'}
          title={titleOf(target)}
        />
      )}
    </PickList>
  );
}

import { refuseEdge, outputPorts } from '@eventloom/backend/engine';
import type { Graph } from '@eventloom/backend/contract';
import type { Connection, Edge, FinalConnectionState } from '@xyflow/react';
import type { OverlayStore } from './canvas-overlay';
import type { ConnectionEnds, EditHandlers, Latest } from './edit-handlers';
import type { FlowProps } from './flow-canvas';
import { portToAddAfter } from './free-port';
import { refusalsFrom, refusalsTo } from './refusals';
import { isOnPane, nodeAt, pointOf } from './under-point';
import { withTitles } from './with-titles';

type ConnectProps = Pick<
  FlowProps,
  | 'isValidConnection'
  | 'onConnect'
  | 'onConnectStart'
  | 'onConnectEnd'
  | 'onReconnect'
  | 'onReconnectStart'
  | 'onReconnectEnd'
>;

/** What draws connections and moves their ends: by a port, or by what is under the pointer when they are let go. */
export function connectEvents(latest: Latest, handlers: EditHandlers, overlay: OverlayStore): ConnectProps {
  /** The connection that was taken by one of its ends. */
  let taken: string | undefined;

  /** What a new end has to get on with: all that is drawn but the connection that is moved. */
  const rest = (): Graph => {
    const { graph } = latest.current;
    return taken === undefined ? graph : { ...graph, edges: graph.edges.filter((edge) => edge.id !== taken) };
  };
  const put = (ends: ConnectionEnds): void => {
    const { graph, manifests } = latest.current;
    const refusal = refuseEdge(rest(), ends, manifests);
    if (refusal) handlers.refuse(withTitles(refusal.detail, graph, manifests));
    else if (taken === undefined) handlers.connect(ends);
    else handlers.reconnect(taken, ends);
  };
  const freePort = (nodeId: string): string | null => {
    const { graph, manifests } = latest.current;
    const node = graph.nodes.find((each) => each.id === nodeId);
    const manifest = node && manifests.get(node.type);
    return (manifest && portToAddAfter(rest(), nodeId, outputPorts(node, manifest))) ?? null;
  };
  /** The ends of a connection that was let go over a step, whichever of its ports or none of them is near. */
  const endsOver = (over: string, { fromHandle, toHandle }: FinalConnectionState): ConnectionEnds | undefined => {
    if (!fromHandle) return undefined;
    const { nodeId, id: port = null, type } = fromHandle;
    if (type === 'source') return { source: nodeId, sourceHandle: port, target: over };
    const sourceHandle = toHandle?.type === 'source' ? (toHandle.id ?? null) : freePort(over);
    return { source: over, sourceHandle, target: nodeId };
  };

  return {
    isValidConnection: (connection: Connection | Edge) =>
      refuseEdge(rest(), connection, latest.current.manifests) === undefined,
    onConnect: ({ source, sourceHandle, target }) => put({ source, sourceHandle, target }),
    onConnectStart: (_, { nodeId, handleId, handleType }) => {
      if (nodeId === null) return;
      const { manifests } = latest.current;
      const connecting =
        handleType === 'source'
          ? ({ from: 'output', refusals: refusalsFrom(rest(), nodeId, handleId, manifests) } as const)
          : ({ from: 'input', refusals: refusalsTo(rest(), nodeId, manifests) } as const);
      overlay.setState({ connecting });
    },
    onConnectEnd: (event, state) => {
      overlay.setState({ connecting: null });
      if (state.isValid || !state.fromHandle) return;
      const { nodeId, id: port = null, type } = state.fromHandle;
      const at = pointOf(event);
      const over = state.toHandle?.nodeId ?? nodeAt(at);
      if (over === nodeId && !state.toHandle) return;
      const ends = over === undefined ? undefined : endsOver(over, state);
      if (ends) put(ends);
      // An end of a connection that is let go over nothing stays where it was.
      else if (taken === undefined && isOnPane(at))
        handlers.dropConnection({ nodeId, port, side: type === 'source' ? 'output' : 'input' }, at);
    },
    onReconnectStart: (_, edge) => {
      taken = edge.id;
    },
    onReconnect: (_, { source, sourceHandle, target }) => put({ source, sourceHandle, target }),
    onReconnectEnd: () => {
      taken = undefined;
    },
  };
}

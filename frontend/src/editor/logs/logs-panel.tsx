import { ActionIcon, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { LogLines } from '../../ui/log-lines/log-lines';
import { useDocument, useEditor, useTestingState } from '../use-editor';
import { collectLines } from './collect-lines';
import classes from './logs-panel.module.css';

/** What all steps wrote when they ran last; the name of a step leads to it. */
export default function LogsPanel() {
  const { session, edit } = useEditor();
  const results = useTestingState((state) => state.results);
  const nodes = useDocument(({ graph }) => graph.nodes);
  const lines = useMemo(() => {
    const ids = nodes.map(({ id }) => id);
    return collectLines(results, ids).map(({ nodeId, ...line }) => ({
      ...line,
      source: { name: edit.nameOf(nodeId), open: () => edit.goTo(nodeId) },
    }));
  }, [results, nodes, edit]);
  return (
    <section className={classes.panel} data-pane aria-label="Logs">
      <LogLines lines={lines} title="Logs">
        <Tooltip label="Close (L)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label="Close the logs"
            onClick={() => session.ui.setState({ areLogsOpen: false })}
          >
            <X size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </LogLines>
    </section>
  );
}

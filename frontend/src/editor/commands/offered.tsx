import { useEffect } from 'react';
import { titleOf } from '../../canvas/flow-elements';
import { topologicalOrder } from '../../canvas/place-nodes';
import { offerCommands, type Command } from '../../ui/commands/offered-commands';
import { NodeIcon } from '../../ui/node-icon';
import { chosenSteps } from '../model/chosen';
import type { EditorContextValue } from '../use-editor';

/** Puts every key of the editor, what has no key, and the steps of the graph into the command bar. */
export function useOfferedCommands(editor: EditorContextValue): void {
  useEffect(() => offerCommands(() => [...keyed(editor), ...unkeyed(editor), ...steps(editor)]), [editor]);
}

function keyed({ shortcuts }: EditorContextValue): Command[] {
  return shortcuts
    .filter(({ keyOnly }) => !keyOnly)
    .map(({ keys, title, run }) => ({
      id: `editor ${keys}`,
      group: 'Editor',
      title,
      keys,
      run: () => run(new KeyboardEvent('keydown')),
    }));
}

function unkeyed(editor: EditorContextValue): Command[] {
  const { session, flow } = editor;
  const { status, publishedVersion } = session.autosave.store.getState().server;
  const isPublished = publishedVersion !== null;
  const all: (Pick<Command, 'title' | 'run'> & { when?: boolean })[] = [
    { title: 'Publish', run: () => void flow.publish() },
    { title: 'Unpublish', run: () => void flow.unpublish(), when: isPublished },
    { title: 'Pause the workflow', run: () => void flow.pause(), when: status === 'published' },
    { title: 'Resume the workflow', run: () => void flow.resume(), when: status === 'paused' },
    {
      title: 'Extract to sub-workflow',
      run: () => void import('./extract-chosen').then(({ extractChosen }) => extractChosen(editor)),
      when: chosenSteps(session.graph, session.ui.getState().selection).size > 0,
    },
    { title: 'Save checkpoint', run: () => session.ui.setState({ isNamingCheckpoint: true }) },
    { title: 'Workflow settings', run: () => session.ui.setState({ areSettingsOpen: true }) },
    { title: 'Show the outline', run: () => session.ui.setState({ leftPane: 'outline' }) },
    { title: 'Show the palette', run: () => session.ui.setState({ leftPane: 'palette' }) },
  ];
  return all
    .filter(({ when = true }) => when)
    .map(({ title, run }) => ({ id: `editor ${title}`, group: 'Editor', title, run }));
}

function steps({ session, manifests, edit }: EditorContextValue): Command[] {
  const nodes = new Map(session.graph.nodes.map((node) => [node.id, node]));
  return topologicalOrder(session.graph).flatMap((id): Command[] => {
    const node = nodes.get(id);
    if (!node) return [];
    const manifest = manifests.get(node.type);
    const title = titleOf(node, manifest);
    return [
      {
        id: `step ${id}`,
        group: 'Steps',
        title,
        ...(manifest && manifest.title !== title && { hint: manifest.title }),
        words: 'go to step',
        icon: <NodeIcon name={manifest?.icon ?? 'circle-help'} size={15} />,
        tone: manifest?.tone,
        shape: manifest?.kind,
        run: () => edit.goTo(id),
      },
    ];
  });
}

import { useMemo, useState } from 'react';
import { NodeIcon } from '../../ui/node-icon';
import { PickList } from '../../ui/pick-list/pick-list';
import { PickRow } from '../../ui/pick-list/pick-row';
import type { PickerRequest } from '../editor-session';
import { useEditor, useUi } from '../use-editor';
import { rankTypes, wantsTrigger, type Fit } from './rank-types';

/** Opens when a step is asked for, where it was asked for. */
export function StepPicker() {
  const request = useUi((ui) => ui.picker);
  return request ? <PickerDialog request={request} /> : null;
}

function PickerDialog({ request }: { request: PickerRequest }) {
  const { session, manifests, edit, view } = useEditor();
  const [query, setQuery] = useState('');
  const found = useMemo(() => {
    const fit = { ...fitOf(request), wantsTrigger: wantsTrigger(session.graph, manifests) };
    return rankTypes(manifests.values(), query, fit);
  }, [manifests, query, request, session]);
  const close = (): void => {
    const { current } = session.overlay.getState();
    session.ui.setState({ picker: undefined });
    if (current !== undefined) view.focus(current);
  };
  return (
    <PickList
      label="Add step"
      placeholder="What should happen?"
      searchLabel="Search steps"
      listLabel="Steps"
      items={found}
      keyOf={({ manifest }) => manifest.type}
      nothing={`No step matches “${query}”.`}
      query={query}
      onQuery={setQuery}
      onChoose={({ manifest }) => edit.add(manifest, request)}
      onClose={close}
      at={request.at}
    >
      {({ manifest, fits }) => (
        <PickRow
          icon={<NodeIcon name={manifest.icon} size={15} />}
          tone={manifest.tone}
          shape={manifest.kind}
          title={manifest.title}
          hint={manifest.description}
          end={!fits && 'not connected'}
        />
      )}
    </PickList>
  );
}

function fitOf({ attach }: PickerRequest): Omit<Fit, 'wantsTrigger'> {
  return {
    needsInput: attach.to === 'output' || attach.to === 'edge',
    needsOutput: attach.to === 'input' || attach.to === 'edge',
  };
}

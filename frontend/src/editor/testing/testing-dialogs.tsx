import { Modal } from '@mantine/core';
import { useEditor, useTestingState } from '../use-editor';
import { EventChoice } from './event-choice';
import { PinEditor } from './pin-editor';

/** What is asked over the editor while a draft is tried out. */
export function TestingDialogs() {
  const { testing } = useEditor().session;
  const pinDraft = useTestingState((state) => state.pinDraft);
  const choosingFor = useTestingState((state) => state.choosingFor);
  const closePin = (): void => testing.setState({ pinDraft: undefined });
  const closeChoice = (): void => testing.setState({ choosingFor: undefined });
  return (
    <>
      <Modal opened={pinDraft !== undefined} onClose={closePin} title="Pinned output" size={640}>
        {pinDraft && <PinEditor key={pinDraft.nodeId} draft={pinDraft} onClose={closePin} />}
      </Modal>
      <Modal opened={choosingFor !== undefined} onClose={closeChoice} title="Run with a past event" size={640}>
        {choosingFor !== undefined && <EventChoice trigger={choosingFor} />}
      </Modal>
    </>
  );
}

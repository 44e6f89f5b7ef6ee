import type { CanvasView } from '../../canvas/use-canvas-view';
import type { Manifests } from '../../canvas/flow-elements';
import type { Point } from '../../canvas/node-geometry';
import { clipOf } from '../clipboard/clip';
import type { EditorSession } from '../editor-session';
import type { Copied } from '../model/insert-copy';
import type { EditCommands } from './edit-commands';
import { nameChoice } from './name-choice';

/** A larger file is no workflow. */
const LARGEST_FILE = 5_000_000;

/** Copies what is chosen as text, and turns text and files into steps. */
export class ClipboardCommands {
  constructor(
    private readonly session: EditorSession,
    private readonly view: CanvasView,
    private readonly edit: EditCommands,
    private readonly manifests: Manifests,
  ) {}

  /** What is chosen as text for the clipboard; nothing if there is nothing to copy. */
  copy(verb: 'copied' | 'cut' = 'copied'): string | undefined {
    const { session, manifests } = this;
    const { selection } = session.ui.getState();
    const clip = clipOf(session.graph, selection, manifests);
    if (!clip) return undefined;
    const left =
      clip.secrets === 0 ? '' : ` ${clip.secrets} ${clip.secrets === 1 ? 'secret was' : 'secrets were'} left out.`;
    // The connections between chosen steps go along, but nobody thinks of them as copied.
    const what = nameChoice(session.graph, { ...selection, edges: new Set() }, manifests);
    if (verb === 'cut') this.edit.deleteSelected(`cut.${left}`);
    else session.tell({ text: `${what} copied.${left}`, tone: 'info' });
    return clip.text;
  }

  /** Pastes a text, with its middle at a point of the window if one is given, else in the middle of what is seen. */
  async paste(text: string, at: Point | undefined): Promise<void> {
    const place = at ? this.view.toGraph(at) : this.view.middle();
    const { readPasted, pasteAt } = await import('../clipboard/paste');
    const pasted = readPasted(text);
    if ('refusal' in pasted) return this.session.tell({ text: pasted.refusal, tone: 'info' });
    let result: Copied | { refusal: string } | undefined;
    this.session.document.edit((graph) => {
      result = pasteAt(graph, pasted.part, place);
      return 'refusal' in result ? graph : result.graph;
    });
    if (!result) return;
    if ('refusal' in result) this.session.tell({ text: result.refusal, tone: 'error' });
    else this.tellPasted(result, pasted.remarks);
  }

  async pasteFile(file: File, at: Point | undefined): Promise<void> {
    if (file.size > LARGEST_FILE || !/json|^text|^$/.test(file.type))
      return this.session.tell({ text: `${file.name} is no file with steps.`, tone: 'info' });
    await this.paste(await file.text(), at);
  }

  private tellPasted({ selection }: Copied, remarks: readonly string[]): void {
    const { session, view } = this;
    session.ui.setState({ selection });
    const what = nameChoice(session.graph, selection, this.manifests);
    session.tell({ text: [`${what} pasted.`, ...remarks].join(' '), tone: 'info' });
    const [first] = selection.nodes;
    if (first === undefined) return;
    session.overlay.setState({ current: first });
    view.focus(first);
  }
}

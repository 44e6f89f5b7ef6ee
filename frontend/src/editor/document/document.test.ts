import { beforeEach, describe, expect, it } from 'vitest';
import { setParam } from '../model/change-steps';
import { connect } from '../model/connect';
import { deleteElements } from '../model/delete-steps';
import { choiceOf, graphOf, step } from '../model/graph-fixtures';
import { WorkflowDocument } from './document';

let time = 0;
const initial = { name: 'Orders', graph: graphOf([step('a'), step('b')]), settings: {} };
const open = () => new WorkflowDocument(initial, () => time);
const type = (document: WorkflowDocument, value: string) =>
  document.edit((graph) => setParam(graph, 'a', 'url', value), { merge: 'a/url' });

describe(WorkflowDocument.name, () => {
  beforeEach(() => (time = 0));

  it('undoes and redoes edits of every kind in one order', () => {
    const document = open();
    const states = [document.present];
    document.edit((graph) => connect(graph, { source: 'a', target: 'b' }));
    states.push(document.present);
    document.rename('Bills');
    states.push(document.present);
    document.edit((graph) => deleteElements(graph, choiceOf({ nodes: ['a'] })));
    states.push(document.present);
    for (const state of states.slice(0, -1).reverse()) {
      document.undo();
      expect(document.present).toBe(state);
    }
    expect(document.undo()).toBe(false);
    for (const state of states.slice(1)) {
      document.redo();
      expect(document.present).toBe(state);
    }
    expect(document.redo()).toBe(false);
  });

  it('takes typing without a pause as one edit', () => {
    const document = open();
    for (const text of ['h', 'ht', 'htt']) {
      time += 200;
      type(document, text);
    }
    time += 600;
    type(document, 'http');
    document.undo();
    expect(document.graph.nodes[0]?.params).toEqual({ url: 'htt' });
    document.undo();
    expect(document.graph).toBe(initial.graph);
  });

  it('does not merge typing across an undo or into another field', () => {
    const document = open();
    type(document, 'a');
    document.edit((graph) => setParam(graph, 'b', 'url', 'x'), { merge: 'b/url' });
    type(document, 'ab');
    expect(document.store.getState().past).toHaveLength(3);
    document.undo();
    type(document, 'abc');
    expect(document.store.getState().past).toHaveLength(3);
  });

  it('forgets what was undone once something else is done, and keeps an edit that changes nothing out', () => {
    const document = open();
    type(document, 'x');
    document.undo();
    document.edit((graph) => graph);
    expect(document.redo()).toBe(true);
    document.undo();
    document.rename('Other');
    expect(document.redo()).toBe(false);
  });
});

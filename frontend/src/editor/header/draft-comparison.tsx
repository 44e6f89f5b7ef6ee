import { useMemo } from 'react';
import { titleOf } from '../../canvas/flow-elements';
import type { Snapshot } from '../document/document';
import { compareDrafts, type Difference } from '../model/compare-drafts';
import { useDocument, useEditor } from '../use-editor';
import classes from './draft-banner.module.css';

/** What is on the canvas beside what somebody else saved, field by field. */
export function DraftComparison({ theirs }: { theirs: Snapshot }) {
  const { manifests } = useEditor();
  const mine = useDocument((snapshot) => snapshot);
  const differences = useMemo(() => compareDrafts(mine, theirs), [mine, theirs]);
  const nameOf = ({ node }: Difference): string => (node ? titleOf(node, manifests.get(node.type)) : 'Workflow');
  if (differences.length === 0) return <p className={classes.same}>The steps only stand in other places.</p>;
  return (
    <div className={classes.comparison} role="region" aria-label="Comparison" tabIndex={0}>
      <table aria-label="Your draft and theirs">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Yours</th>
            <th scope="col">Theirs</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference, index) => (
            <tr key={index}>
              <th scope="row">
                {nameOf(difference)}
                {difference.field !== undefined && <span className={classes.field}> · {difference.field}</span>}
              </th>
              <td>{difference.mine}</td>
              <td>{difference.theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

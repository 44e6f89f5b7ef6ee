import type { NodeKind } from '@eventloom/backend/contract';
import { memo } from 'react';
import classes from './step-node.module.css';

const CORNER = 10;
const NOTCH = 12;

/** The outline of a step: shape is role. */
export function shapePath(kind: NodeKind, width: number, height: number): string {
  switch (kind) {
    case 'trigger':
      return rounded(width, height, height / 2, CORNER);
    case 'topic':
      return rounded(width, height, height / 2, height / 2);
    case 'action':
      return rounded(width, height, CORNER, CORNER);
    case 'logic':
      return notched(width, height);
  }
}

function rounded(width: number, height: number, left: number, right: number): string {
  const arc = (radius: number, x: number, y: number): string => `A${radius} ${radius} 0 0 1 ${x} ${y}`;
  return [
    `M${left} 0H${width - right}`,
    arc(right, width, right),
    `V${height - right}`,
    arc(right, width - right, height),
    `H${left}`,
    arc(left, 0, height - left),
    `V${left}`,
    arc(left, left, 0),
    'Z',
  ].join('');
}

function notched(width: number, height: number): string {
  const right = width - NOTCH;
  const bottom = height - NOTCH;
  return `M${NOTCH} 0H${right}L${width} ${NOTCH}V${bottom}L${right} ${height}H${NOTCH}L0 ${bottom}V${NOTCH}Z`;
}

interface NodeShapeProps {
  kind: NodeKind;
  width: number;
  height: number;
}

/** The body of a step, and behind it the halo of a chosen or failed one. */
export const NodeShape = memo(function NodeShape({ kind, width, height }: NodeShapeProps) {
  const path = shapePath(kind, width, height);
  return (
    <svg className={classes.shape} width={width} height={height} aria-hidden>
      <path className={classes.halo} d={path} />
      <path className={classes.body} d={path} />
    </svg>
  );
});

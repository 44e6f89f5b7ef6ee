import type { NodeManifest } from '@eventloom/backend/contract';
import { ArrowRight } from 'lucide-react';
import { useMemo } from 'react';
import type { FieldChange } from '../model/compare-graphs';
import { diffLines } from './diff-lines';
import { fieldTitle, isLong, valueText } from './field-words';
import classes from './comparison.module.css';

interface FieldDiffProps {
  changes: readonly FieldChange[];
  manifest?: NodeManifest | undefined;
}

/** Each parameter and setting that is different: what it was and what it is. */
export function FieldDiff({ changes, manifest }: FieldDiffProps) {
  return (
    <dl className={classes.fields}>
      {changes.map((change) => (
        <div key={`${String(change.isParam)} ${change.name}`}>
          <dt>{fieldTitle(change, manifest)}</dt>
          <dd>
            <Values before={valueText(change.before)} after={valueText(change.after)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Values({ before, after }: { before: string; after: string }) {
  if (isLong(before) || isLong(after)) return <Lines before={before} after={after} />;
  return (
    <span className={classes.values}>
      <Value text={before} label="Before" sign="-" />
      <ArrowRight size={13} aria-hidden />
      <Value text={after} label="After" sign="+" />
    </span>
  );
}

function Value({ text, label, sign }: { text: string; label: string; sign: '-' | '+' }) {
  return (
    <span role="group" aria-label={label} className={classes.value} data-sign={text === '' ? undefined : sign}>
      {text === '' ? <em>not set</em> : text}
    </span>
  );
}

function Lines({ before, after }: { before: string; after: string }) {
  const lines = useMemo(
    () => diffLines(before, after).filter(({ sign, text }) => sign === ' ' || text !== '' || (before && after)),
    [before, after],
  );
  return (
    <pre className={classes.lines} role="group" aria-label="Line by line">
      {lines.map(({ sign, text }, index) => (
        <span key={index} data-sign={sign}>
          {sign} {text}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

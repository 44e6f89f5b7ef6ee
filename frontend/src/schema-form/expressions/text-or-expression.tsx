import { Input } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { described } from '../control-props';
import { isExpression } from '../loose-value';
import classes from '../schema-form.module.css';
import type { TakeOver } from '../use-code-mirror';
import { ExpressionField, preloadExpressionEditor } from './expression-field';

interface TextOrExpressionProps {
  id: string | undefined;
  label: string;
  describedBy: string;
  text: string;
  placeholder: string | undefined;
  isInvalid?: boolean;
  isMultiline?: boolean;
  /** Whether it is a field for expressions even without any braces. */
  asExpression?: boolean;
  /** Whether `{{ }}` in it means nothing. */
  isLiteral?: boolean;
  isMono?: boolean;
  isPreviewed?: boolean;
  rightSection?: ReactNode;
  rightSectionWidth?: number;
  onChange: (text: string) => void;
}

/**
 * A plain field that becomes one for expressions with the first `{{`, while it is typed into: the caret stays, and so does
 * the way back by an undo.
 */
export function TextOrExpression(props: TextOrExpressionProps) {
  const { id = '', label, describedBy, text, placeholder, asExpression = false, onChange } = props;
  const { isInvalid = false, isMultiline = false, isLiteral = false, isMono = false, isPreviewed } = props;
  const [takeOver, setTakeOver] = useState<TakeOver>();
  const [hasBeen, setHasBeen] = useState(false);
  const isOne = !isLiteral && (asExpression || isExpression(text) || (hasBeen && text !== ''));
  if (isOne) {
    const own = { label, describedBy, isInvalid, isMultiline, text, placeholder, takeOver };
    return <ExpressionField key="expression" id={id} {...own} isPreviewed={isPreviewed ?? true} onChange={onChange} />;
  }
  const change = (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>): void => {
    const { value, selectionStart } = event.currentTarget;
    const becomes = !isLiteral && isExpression(value);
    setHasBeen(becomes);
    const isTyped = becomes && document.activeElement === event.currentTarget;
    setTakeOver(isTyped ? { before: text, caret: selectionStart ?? value.length } : undefined);
    onChange(value);
  };
  const common = {
    ...{ value: text, placeholder, error: isInvalid, 'aria-label': label },
    ...(describedBy !== '' && { attributes: described(describedBy) }),
    ...{ spellCheck: false, autoComplete: 'off', onChange: change },
    ...(id !== '' && { id }),
    ...(!isLiteral && { onFocus: preloadExpressionEditor }),
  };
  const mono = isMono ? classes.mono : '';
  if (isMultiline)
    return (
      <Input component="textarea" multiline {...common} rows={3} classNames={{ input: `${classes.area} ${mono}` }} />
    );
  const { rightSection, rightSectionWidth } = props;
  return <Input {...common} {...{ rightSection, rightSectionWidth }} classNames={{ input: mono }} />;
}

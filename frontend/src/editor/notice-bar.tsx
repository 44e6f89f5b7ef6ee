import { CircleX, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import classes from './editor.module.css';
import { useEditor, useUi } from './use-editor';

const SHOWN_MS = 7000;

/** Tells what happened, or why something can't be: seen for a while, and read out politely. */
export function NoticeBar() {
  const { session } = useEditor();
  const notice = useUi((ui) => ui.notice);
  useEffect(() => {
    if (!notice) return undefined;
    const timer = setTimeout(() => session.ui.setState({ notice: undefined }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [session, notice]);
  const close = (): void => session.ui.setState({ notice: undefined });
  const action = notice?.action;
  return (
    <div className={classes.noticeHost} role="status" aria-label="Messages">
      {notice && (
        <div className={classes.notice} data-tone={notice.tone}>
          {notice.tone === 'error' ? <CircleX size={15} aria-hidden /> : <Info size={15} aria-hidden />}
          <span>{notice.text}</span>
          {action && (
            <button type="button" className={classes.noticeAction} onClick={() => (action.run(), close())}>
              {action.label}
            </button>
          )}
          <button type="button" className={classes.noticeClose} aria-label="Dismiss" onClick={close}>
            <X size={13} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}

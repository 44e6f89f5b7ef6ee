import { Input } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { SchedulePreview } from '@eventloom/backend/contract';
import { ApiError, messageOf } from '../../api/api-error';
import { useSchedulePreview } from '../../api/queries';
import { formatFires } from '../../ui/format-fires';
import { described, type ControlProps } from '../control-props';
import classes from '../schema-form.module.css';

const SETTLED_MS = 300;

/** A cron expression; what it means and its next times follow what is typed. */
export function CronControl({ id, field, value, values, onChange, isInvalid, describedBy }: ControlProps) {
  const cron = typeof value === 'string' ? value : '';
  const timezone = typeof values.timezone === 'string' ? values.timezone : 'UTC';
  const [askedCron] = useDebouncedValue(cron, SETTLED_MS);
  const [askedZone] = useDebouncedValue(timezone, SETTLED_MS);
  const preview = useSchedulePreview({ cron: askedCron, timezone: askedZone });
  const error = isInvalid ? undefined : ownError(preview.error);
  return (
    <>
      <Input
        id={id}
        value={cron}
        placeholder={field.placeholder}
        error={isInvalid || error !== undefined}
        attributes={described(`${describedBy} ${id}-preview`)}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.mono }}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
      <div id={`${id}-preview`}>
        {error !== undefined && <p className={classes.error}>{error}</p>}
        {cron !== '' && preview.isSuccess && <NextFires preview={preview.data} timezone={askedZone} />}
      </div>
    </>
  );
}

/** What is wrong with the time zone is told beside that. */
function ownError(error: Error | null): string | undefined {
  if (!error || (error instanceof ApiError && error.pointer === '/timezone')) return undefined;
  return messageOf(error);
}

function NextFires({ preview, timezone }: { preview: SchedulePreview; timezone: string }) {
  return (
    <div className={classes.preview}>
      {preview.sentence !== undefined && <p className={classes.previewSentence}>{preview.sentence}</p>}
      <ol className={classes.previewFires} aria-label={`Next times, ${timezone}`}>
        {formatFires(preview.nextFires, timezone).map((text, index) => (
          <li key={preview.nextFires[index]}>{text}</li>
        ))}
      </ol>
      <p className={classes.note}>{timezone}</p>
    </div>
  );
}

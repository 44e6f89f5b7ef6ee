import { NumberInput } from '@mantine/core';
import type { WorkflowSettings } from '@eventloom/backend/contract';
import { DurationInput } from './duration-input';
import { LimitSection } from './limit-section';

type Limits = Pick<WorkflowSettings, 'concurrency' | 'throttle' | 'debounce' | 'batch'>;
type Change = { [Name in keyof Limits]?: Limits[Name] | undefined };

const DAY_MS = 86_400_000;

interface LimitSettingsProps {
  settings: Limits;
  onChange: (change: Change) => void;
}

/** How many runs there are, how fast they begin, and what becomes of events that follow one another. */
export function LimitSettings({ settings, onChange }: LimitSettingsProps) {
  const { concurrency, throttle, debounce, batch } = settings;
  return (
    <>
      <LimitSection
        name="concurrency"
        title="Limit runs at a time"
        says="The others wait for their turn, oldest first."
        isOn={concurrency !== undefined}
        onToggle={(isOn) => onChange({ concurrency: isOn ? { limit: 1 } : undefined })}
        limitKey={concurrency?.key}
        onKey={(key) => concurrency && onChange({ concurrency: withKey(concurrency, key) })}
      >
        <Count
          label="Runs at a time"
          value={concurrency?.limit ?? 1}
          max={10_000}
          onChange={(limit) => onChange({ concurrency: { ...concurrency, limit } })}
        />
      </LimitSection>
      <LimitSection
        name="throttle"
        title="Limit how fast runs begin"
        says="So many begin in a period; the others wait for their turn."
        isOn={throttle !== undefined}
        onToggle={(isOn) => onChange({ throttle: isOn ? { limit: 10, periodMs: 1000 } : undefined })}
        limitKey={throttle?.key}
        onKey={(key) => throttle && onChange({ throttle: withKey(throttle, key) })}
      >
        <Count
          label="Runs"
          value={throttle?.limit ?? 1}
          max={1_000_000}
          onChange={(limit) => throttle && onChange({ throttle: { ...throttle, limit } })}
        />
        <DurationInput
          label="In"
          value={throttle?.periodMs}
          maxMs={DAY_MS}
          onChange={(periodMs) => throttle && periodMs && onChange({ throttle: { ...throttle, periodMs } })}
        />
      </LimitSection>
      <LimitSection
        name="debounce"
        title="Debounce events"
        says="Of events that follow one another, only the last starts a run."
        isOn={debounce !== undefined}
        onToggle={(isOn) => onChange({ debounce: isOn ? { waitMs: 5000 } : undefined })}
        limitKey={debounce?.key}
        onKey={(key) => debounce && onChange({ debounce: withKey(debounce, key) })}
      >
        <DurationInput
          label="Wait for"
          value={debounce?.waitMs}
          maxMs={DAY_MS}
          onChange={(waitMs) => debounce && waitMs && onChange({ debounce: { ...debounce, waitMs } })}
        />
      </LimitSection>
      <LimitSection
        name="batch"
        title="Gather events into batches"
        says="One run gets the list of them as what its trigger puts out."
        isOn={batch !== undefined}
        onToggle={(isOn) => onChange({ batch: isOn ? { size: 10, waitMs: 5000 } : undefined })}
        limitKey={batch?.key}
        onKey={(key) => batch && onChange({ batch: withKey(batch, key) })}
      >
        <Count
          label="Events at most"
          value={batch?.size ?? 2}
          min={2}
          max={1000}
          onChange={(size) => batch && onChange({ batch: { ...batch, size } })}
        />
        <DurationInput
          label="Wait for at most"
          value={batch?.waitMs}
          maxMs={DAY_MS}
          onChange={(waitMs) => batch && waitMs && onChange({ batch: { ...batch, waitMs } })}
        />
      </LimitSection>
    </>
  );
}

function withKey<Limit extends { key?: string | undefined }>(limit: Limit, key: string | undefined): Limit {
  const { key: _, ...rest } = limit;
  return { ...rest, ...(key !== undefined && { key }) } as Limit;
}

interface CountProps {
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange: (value: number) => void;
}

function Count({ label, value, min = 1, max, onChange }: CountProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      hideControls
      onChange={(next) => typeof next === 'number' && next >= min && onChange(next)}
    />
  );
}

import { Alert, Button } from '@mantine/core';
import { CircleX } from 'lucide-react';
import { ApiError, messageOf } from '../api/api-error';

interface FailureProps {
  /** What did not work, e.g. `Runs could not be loaded`. */
  title: string;
  error: unknown;
  onRetry?: () => void;
}

/** Tells what failed, why, and what to do about it. */
export function Failure({ title, error, onRetry }: FailureProps) {
  const hint = error instanceof ApiError ? error.hint : undefined;
  return (
    <Alert variant="light" color="red" title={title} icon={<CircleX size={18} aria-hidden />} role="alert">
      {messageOf(error)} {hint}
      {onRetry && (
        <Button variant="default" size="compact-sm" mt="xs" onClick={onRetry} display="block">
          Try again
        </Button>
      )}
    </Alert>
  );
}

import { Button, Code, Group } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ApiError, messageOf } from '../api/api-error';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';

/** For a page that broke: what happened, and what to do. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const unreachable = error instanceof ApiError && error.status === 0;
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  const retry = async () => {
    await router.invalidate();
    reset();
  };
  return (
    <Page
      title={unreachable ? 'The server can’t be reached' : 'This page broke'}
      intro={
        unreachable
          ? 'It may be restarting. What you saved is safe.'
          : 'What you saved is safe. Loading it again often helps.'
      }
    >
      <Code block mb="md">
        {messageOf(error)}
        {requestId && `\nRequest ${requestId}`}
      </Code>
      <Group gap="xs">
        <Button onClick={() => void retry()}>Try again</Button>
        <LinkButton variant="default" to="/">
          Go home
        </LinkButton>
      </Group>
    </Page>
  );
}

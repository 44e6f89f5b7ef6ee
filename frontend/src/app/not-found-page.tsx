import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Page } from '../ui/page';

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="There is nothing here" intro="The address is wrong, or what it led to has been deleted.">
      <Button component={Link} to="/">
        Go home
      </Button>
    </Page>
  );
}

import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="There is nothing here" intro="The address is wrong, or what it led to has been deleted.">
      <LinkButton to="/">Go home</LinkButton>
    </Page>
  );
}

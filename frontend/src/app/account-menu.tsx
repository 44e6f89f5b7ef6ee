import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { CircleUser, LogOut } from 'lucide-react';
import { logOut } from '../api/mutations';
import { keys, useSession } from '../api/queries';

/** Who is logged in, the way to their account, and the way out. */
export function AccountMenu() {
  const { data: session } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leave = useMutation({
    mutationFn: logOut,
    onSuccess: async () => {
      // First away from what asks for anything: its answer would be that nobody is logged in.
      queryClient.removeQueries({ queryKey: keys.session });
      await navigate({ to: '/login' });
      queryClient.clear();
    },
  });
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <Tooltip label="Account" position="right">
          <ActionIcon variant="subtle" color="gray" aria-label="Account">
            <CircleUser size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {session && <Menu.Label>{session.user.email}</Menu.Label>}
        <Menu.Item component={Link} to="/settings/users" leftSection={<CircleUser size={14} aria-hidden />}>
          Account
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={14} aria-hidden />} onClick={() => leave.mutate()}>
          Log out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { ActionIcon, Menu, Tooltip, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Check, Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';

const SCHEMES: { value: MantineColorScheme; title: string; icon: LucideIcon }[] = [
  { value: 'auto', title: 'As the system', icon: Monitor },
  { value: 'light', title: 'Light', icon: Sun },
  { value: 'dark', title: 'Dark', icon: Moon },
];

/** Chooses the colours: light, dark, or whatever the system has. */
export function ThemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = SCHEMES.find((scheme) => scheme.value === colorScheme)?.icon ?? Monitor;
  return (
    <Menu position="top-start" width={180}>
      <Menu.Target>
        <Tooltip label="Theme" position="right">
          <ActionIcon variant="subtle" color="gray" aria-label="Theme">
            <Icon size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ value, title, icon: Choice }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={value === colorScheme}
            leftSection={<Choice size={14} aria-hidden />}
            rightSection={value === colorScheme && <Check size={14} aria-hidden />}
            onClick={() => setColorScheme(value)}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

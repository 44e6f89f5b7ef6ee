import { Button, Menu, TextInput } from '@mantine/core';
import { Bookmark, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RunFilter } from '../api/queries';
import { FormDialog } from '../ui/form-dialog';
import { countFilters } from './more-filters';
import { useStored } from './use-stored';
import { isSameView, readViews, toKept, withView, type SavedView } from './views';

const KEY = 'eventloom.run-views';

interface SavedViewsProps {
  filter: RunFilter;
  onShow: (filter: SavedView['filter']) => void;
}

/** Filters that are kept under a name, in this browser. */
export function SavedViews({ filter, onShow }: SavedViewsProps) {
  const [views, setViews] = useStored(KEY, readViews);
  const [isSaving, setSaving] = useState(false);
  const current = views.find((view) => isSameView(view.filter, filter));
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<Bookmark size={14} aria-hidden />}>
            {current?.name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Menu.Item key={view.name} onClick={() => onShow(view.filter)} aria-current={view === current || undefined}>
              {view.name}
            </Menu.Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item
            leftSection={<Plus size={14} aria-hidden />}
            disabled={countFilters(filter) === 0 || current !== undefined}
            onClick={() => setSaving(true)}
          >
            Save these filters…
          </Menu.Item>
          {current && (
            <Menu.Item
              leftSection={<Trash2 size={14} aria-hidden />}
              onClick={() => setViews(views.filter((view) => view !== current))}
            >
              Forget “{current.name}”
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        key={String(isSaving)}
        opened={isSaving}
        onClose={() => setSaving(false)}
        onSave={(name) => setViews(withView(views, { name, filter: toKept(filter) }))}
      />
    </>
  );
}

const ATTEMPT = { isPending: false, error: null };

interface NameDialogProps {
  opened: boolean;
  onSave: (name: string) => void;
  onClose: () => void;
}

function NameDialog({ opened, onSave, onClose }: NameDialogProps) {
  const [name, setName] = useState('');
  return (
    <FormDialog
      opened={opened}
      title="Save these filters"
      action="Save"
      attempt={ATTEMPT}
      onClose={onClose}
      onSubmit={() => {
        if (name.trim() === '') return;
        onSave(name.trim());
        onClose();
      }}
    >
      <TextInput
        label="Name"
        description="Kept in this browser. A view of the same name is replaced."
        placeholder="Failed this week"
        value={name}
        maxLength={60}
        required
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Sparkles } from 'lucide-react';
import { messageOf } from '../api/api-error';
import { instantiateTemplate } from '../api/mutations';
import { keys, useTemplates } from '../api/queries';
import { LinkButton } from '../ui/link-button';
import { FanOutPicture } from './fan-out-picture';
import classes from './starter.module.css';

const FIRST = 'fan-out-hello';

/** The starters: the one to begin with stands out on an empty installation. */
export function Starter({ main }: { main: boolean }) {
  const { data } = useTemplates();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: instantiateTemplate,
    onSuccess: async (workflow) => {
      void queryClient.invalidateQueries({ queryKey: keys.workflows });
      await navigate({ to: '/workflows/$workflowId', params: { workflowId: workflow.id } });
    },
    onError: (error) => notifications.show({ color: 'red', title: 'Not created', message: messageOf(error) }),
  });
  const templates = [...(data?.items ?? [])].sort((a, b) => Number(b.id === FIRST) - Number(a.id === FIRST));
  return (
    <section className={classes.starters} aria-label="Starters" data-main={main || undefined}>
      <h2>{main ? 'Begin with a starter' : 'Starters'}</h2>
      <div className={classes.cards}>
        {templates.map((template) => (
          <article key={template.id} className={classes.card}>
            <div className={classes.words}>
              <h3>{template.name}</h3>
              <p>{template.description}</p>
              <Button
                variant={main && template.id === FIRST ? 'filled' : 'default'}
                leftSection={<Sparkles size={14} aria-hidden />}
                loading={create.isPending && create.variables === template.id}
                onClick={() => create.mutate(template.id)}
              >
                Use {template.name}
              </Button>
            </div>
            {main && template.id === FIRST && <FanOutPicture />}
          </article>
        ))}
        {main && (
          <article className={classes.card}>
            <div className={classes.words}>
              <h3>Your own</h3>
              <p>An empty canvas: choose what starts it, then what should happen.</p>
              <LinkButton to="/workflows" variant="default">
                Go to workflows
              </LinkButton>
            </div>
          </article>
        )}
      </div>
    </section>
  );
}

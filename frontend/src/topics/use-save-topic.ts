import type { PutTopic } from '@eventloom/backend/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { putTopic, topicKeys } from '../api/topics';

/** Saves what is said of a topic; the pages that show it are given the answer. */
export function useSaveTopic(type: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: PutTopic) => putTopic(type, body),
    onSuccess: (topic) => {
      queryClient.setQueryData(topicKeys.detail(type), topic);
      void queryClient.invalidateQueries({ queryKey: topicKeys.all });
      notifications.show({ message: `${type} is saved.` });
    },
  });
}

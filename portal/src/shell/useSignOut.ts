import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOutMutation } from '../api/@tanstack/react-query.gen';
import { failed } from '../kit/toast';

/** Ends the session on the server, then forgets everything it showed. */
export function useSignOut(): () => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation({
    ...signOutMutation(),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    },
    onError: failed,
  });
  return () => mutate({});
}

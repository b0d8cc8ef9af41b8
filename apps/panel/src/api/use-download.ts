import { ApiProblem } from '@postern/api-client';
import { useSession } from '../session/session-context';

const save = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Saves an API response as a file; a plain link would send no token. The function throws `ApiProblem`. */
export const useDownload = (): ((path: string, name: string) => Promise<void>) => {
  const { tokens } = useSession();
  return async (path, name) => {
    const response = await fetch(`/api/v2${path}`, {
      headers: { authorization: `Bearer ${(await tokens.accessToken()) ?? ''}` },
    });
    if (!response.ok) throw await ApiProblem.from(response);
    save(await response.blob(), name);
  };
};

import { Button } from '@mantine/core';
import type { Profile } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { Section } from '../../layout/page';
import { DeleteAccountDialog } from './delete-account-dialog';

/** The section for deleting one's own account. */
export const DeleteAccount = ({ me }: { readonly me: Profile }) => {
  const { t } = useTranslation('panel');
  const [asking, setAsking] = useState(false);
  return (
    <Section
      title={t('profile.deletion.title')}
      description={t('profile.deletion.description')}
      action={
        <Button variant="outline" color="red" onClick={() => setAsking(true)}>
          {t('profile.deletion.action')}
        </Button>
      }
    >
      <DeleteAccountDialog me={me} opened={asking} onClose={() => setAsking(false)} />
    </Section>
  );
};

import type { OrganizationRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { Link } from 'react-router';
import { useMay } from '../../api/may';
import { Facts } from '../../components/facts';
import { When } from '../../components/when';
import { Section } from '../../layout/page';

/** What an organization is, and how many people and applications it has. */
export const OverviewTab = ({ organization }: { readonly organization: OrganizationRecord }) => {
  const { t } = useTranslation('administration');
  const may = useMay();
  const { id, slug, contact, status, memberCount, applicationCount, createdAt } = organization;
  const address = `/admin/organizations/${id}`;
  return (
    <>
      {status === 'suspended' && (
        <Alert tone="warning" title={t('organizations.is_suspended')}>
          {t('organizations.is_suspended_text')}
        </Alert>
      )}
      <Section title={t('organizations.part.overview')}>
        <Facts
          facts={[
            [t('organizations.slug'), <code key="slug">{slug}</code>],
            [t('organizations.state'), t(`organizations.status.${status}`)],
            [
              t('organizations.members'),
              <Link key="members" to={`${address}/members`}>
                {memberCount}
              </Link>,
            ],
            [
              t('organizations.applications'),
              may('read:clients') ? (
                <Link key="applications" to={`${address}/applications`}>
                  {applicationCount}
                </Link>
              ) : (
                applicationCount
              ),
            ],
            [t('organizations.contact'), contact],
            [t('organizations.created_at'), <When key="created" at={createdAt} />],
          ]}
        />
      </Section>
    </>
  );
};

import { Radio } from '@mantine/core';
import { useTranslation } from '../../i18n';
import styles from './Team.module.css';

export type Role = 'admin' | 'user';

/** Admin or user, and what each reaches. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('team.role')}
      value={value}
      onChange={(role) => onChange(role === 'admin' ? 'admin' : 'user')}
    >
      <div className={styles.roles}>
        <Radio value="user" label={t('team.user')} description={t('team.userText')} />
        <Radio value="admin" label={t('team.admin')} description={t('team.adminText')} />
      </div>
    </Radio.Group>
  );
}

import { Radio } from '@mantine/core';
import type { SessionProgram } from '../../api';
import { useTranslation } from '../../i18n';
import styles from './Staff.module.css';

export type Role = SessionProgram['role'];

const roles: readonly Role[] = ['viewer', 'manager', 'finance', 'owner'];

/** What somebody may do in the program. */
export function Roles({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('staff.role')} value={value} onChange={(role) => onChange(role as Role)}>
      <div className={styles.roles}>
        {roles.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`staff.roles.${role}`)}
            description={t(`staff.may.${role}`)}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

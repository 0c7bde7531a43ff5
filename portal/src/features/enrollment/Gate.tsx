import { CircleSlash, Hourglass } from 'lucide-react';
import type { SessionEnrollment } from '../../api';
import { useTranslation } from '../../i18n';
import { Card } from '../../kit/Card';
import { Empty } from '../../kit/Empty';

/** What stands in place of a program's pages for a partner who is not in it, or above them for one who earns nothing more. */
export function Gate({ program }: { program: SessionEnrollment }) {
  const { t } = useTranslation();
  const { status } = program;
  const waiting = status === 'applied';
  return (
    <Card>
      <Empty
        main={status !== 'suspended' && status !== 'left'}
        icon={waiting ? Hourglass : CircleSlash}
        title={t(`gate.${status}`, { program: program.name })}
        text={t(`gate.${status}Text`)}
      />
    </Card>
  );
}

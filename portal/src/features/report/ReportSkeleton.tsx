import { Screen } from '../../kit/Screen';
import { CardSkeleton, TableSkeleton, Waiting } from '../../kit/Skeletons';

/** A report that is on its way. */
export function ReportSkeleton() {
  return (
    <>
      <Waiting>
        <Screen>
          <CardSkeleton height={92} />
          <CardSkeleton height={92} />
          <CardSkeleton height={236} />
        </Screen>
      </Waiting>
      <TableSkeleton columns={8} rows={8} />
    </>
  );
}

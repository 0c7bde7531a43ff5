import { useQuery } from '@tanstack/react-query';
import { getPayoutSettingsOptions } from '../../api/@tanstack/react-query.gen';
import { useManagerPlace } from '../../app/place';
import { Loaded } from '../../kit/Loaded';
import { Locked } from '../../kit/May';
import { CardSkeleton, Waiting } from '../../kit/Skeletons';
import { PayingForm } from './PayingForm';

/** When and how the program pays. */
export function Paying() {
  const { path } = useManagerPlace();
  const query = useQuery(getPayoutSettingsOptions({ path }));
  return (
    <Loaded
      query={query}
      skeleton={
        <Waiting>
          <CardSkeleton height={420} />
        </Waiting>
      }
    >
      {(found) => (
        <Locked to="own">
          <PayingForm key={JSON.stringify(found)} found={found} />
        </Locked>
      )}
    </Loaded>
  );
}

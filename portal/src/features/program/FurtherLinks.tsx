import type { ManagerSettings } from '../../api';
import { DomainSection } from './DomainSection';
import { LinksSection } from './LinksSection';
import { OldLinksSection } from './OldLinksSection';
import { UtmSection } from './UtmSection';

/** What the program decides about links and codes; loaded after the page. */
export default function FurtherLinks({ settings }: { settings: ManagerSettings }) {
  return (
    <>
      <LinksSection settings={settings} />
      <UtmSection settings={settings} />
      <DomainSection settings={settings} />
      <OldLinksSection />
    </>
  );
}

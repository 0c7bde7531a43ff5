import { lazy, Suspense, useEffect, useState } from 'react';
import { onProof, type Proof } from '../../app/proof';
import { loadSide } from '../../i18n';

const Dialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./ProofDialog'), loadSide('proof')]);
  return { default: dialog.ProofDialog };
});

/** Shows the dialog that asks who is there, whenever the server wants to know. */
export function ProofHost() {
  const [asked, setAsked] = useState<{ proof: Proof; answer: (given: boolean) => void }>();
  useEffect(() => onProof((proof) => new Promise((answer) => setAsked({ proof, answer }))), []);
  if (!asked) return null;
  const done = (given: boolean) => {
    setAsked(undefined);
    asked.answer(given);
  };
  return (
    <Suspense fallback={null}>
      <Dialog proof={asked.proof} onDone={done} />
    </Suspense>
  );
}

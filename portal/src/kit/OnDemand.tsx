import {
  type ButtonHTMLAttributes,
  cloneElement,
  type ReactElement,
  type ReactNode,
  Suspense,
  useEffect,
  useState,
} from 'react';

export type Button = ReactElement<
  ButtonHTMLAttributes<HTMLButtonElement> & { ref?: (button: HTMLButtonElement | null) => void }
>;

const focus = (button: HTMLButtonElement | null) => button?.focus();

/** A button whose menu is loaded when it is first pressed, and opens then. */
export function OnDemand({
  button,
  opens = 'menu',
  menu,
}: {
  button: Button;
  opens?: 'menu' | 'dialog';
  menu: (button: Button) => ReactNode;
}) {
  const [asked, setAsked] = useState(false);
  const closed = cloneElement(button, {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onClick: () => setAsked(true),
  });
  if (!asked) return closed;
  return <Suspense fallback={closed}>{menu(cloneElement(button, { ref: focus }))}</Suspense>;
}

/** Whether a menu is open: at once, as it was loaded because it was asked for. */
export function useOpened() {
  const [opened, onChange] = useState(false);
  useEffect(() => onChange(true), []);
  return { opened, onChange };
}

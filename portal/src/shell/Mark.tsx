import { brandVariables } from '../app/brand';
import styles from './Mark.module.css';

type Brand = { color: string; initial: string; logo_url?: string | undefined };

/** A program's logo, or its initial on its colour. */
export function Mark({ brand, size = 24 }: { brand: Brand; size?: number }) {
  if (brand.logo_url)
    return <img className={styles.logo} src={brand.logo_url} alt="" width={size} height={size} />;
  const background = brandVariables(brand.color)['--brand-6'];
  return (
    <span
      className={styles.mark}
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.5, background }}
    >
      {brand.initial.slice(0, 2)}
    </span>
  );
}

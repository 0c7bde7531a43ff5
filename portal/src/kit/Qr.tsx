import styles from './Qr.module.css';

/** A QR code as the server drew it, on white, so that a camera reads it in dark mode too. */
export function Qr({ src, alt, size }: { src: string; alt: string; size: number }) {
  return (
    <span className={styles.paper}>
      <img src={src} alt={alt} width={size} height={size} loading="lazy" decoding="async" />
    </span>
  );
}

import styles from './Agreement.module.css';

/** The text of an agreement: its lines stay lines, one that begins with # is a heading. */
export function Prose({ text }: { text: string }) {
  const lines = text.split('\n').map((line, n) => ({ id: `${n}`, line: line.trim() }));
  return (
    <div className={styles.prose}>
      {lines.map(({ id, line }) => {
        if (line === '') return null;
        return line.startsWith('# ') ? <h3 key={id}>{line.slice(2)}</h3> : <p key={id}>{line}</p>;
      })}
    </div>
  );
}

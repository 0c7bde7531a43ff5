import styles from './Answers.module.css';

/** What somebody answered to the questions of a form. */
export function Answers({ answers }: { answers: readonly { question: string; text: string }[] }) {
  if (answers.length === 0) return null;
  return (
    <dl className={styles.answers}>
      {answers.map((one) => (
        <div key={one.question}>
          <dt>{one.question}</dt>
          <dd>{one.text}</dd>
        </div>
      ))}
    </dl>
  );
}

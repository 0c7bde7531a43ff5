import { Tooltip } from '@mantine/core';
import styles from './Definition.module.css';

/** A word with its exact meaning on hover, focus or tap. */
export function Definition({ word, meaning }: { word: string; meaning: string }) {
  return (
    <Tooltip label={meaning} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={styles.word}>
        {word}
      </button>
    </Tooltip>
  );
}

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n';

/** Finds lines by a part of their name. What is typed stands here at once, in the address a moment later. */
export function LineSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  return (
    <TextInput
      type="search"
      aria-label={t('report.search')}
      placeholder={t('report.search')}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(event.currentTarget.value);
      }}
    />
  );
}

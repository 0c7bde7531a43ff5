import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SearchBox } from './SearchBox';

const asked = vi.fn();

/** A list's search that stands in its address, and a button that clears it. */
function Page() {
  const [value, setValue] = useState('');
  return (
    <MantineProvider env="test">
      <SearchBox
        label="Find a thing"
        value={value}
        onChange={(text) => {
          asked(text);
          setValue(text);
        }}
      />
      <button type="button" onClick={() => setValue('')}>
        Clear
      </button>
    </MantineProvider>
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  asked.mockClear();
});
afterEach(() => void vi.useRealTimers());

const type = (value: string) => fireEvent.change(box(), { target: { value } });
const wait = () => act(() => void vi.advanceTimersByTime(300));

const box = () => screen.getByRole('searchbox', { name: 'Find a thing' });

test('it asks once, a moment after the last key, without the blanks around the text', () => {
  render(<Page />);
  type(' ad');
  type(' ada ');
  expect(asked).not.toHaveBeenCalled();
  wait();
  expect(asked.mock.calls).toEqual([['ada']]);
  expect(box()).toHaveValue(' ada ');
});

test('what is typed on goes on from what was asked', () => {
  render(<Page />);
  type('ada');
  wait();
  type('adam');
  wait();
  expect(asked.mock.calls).toEqual([['ada'], ['adam']]);
});

test('a search that is cleared elsewhere leaves the box empty', () => {
  render(<Page />);
  type('ada');
  wait();
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(box()).toHaveValue('');
});

import { createFileRoute } from '@tanstack/react-router';
import { ApplyQuestions } from '../features/enrollment/ApplyQuestions';
import { Discover } from '../features/market/Discover';
import { loadSide } from '../i18n';

type Search = { id?: string; q?: string; category?: string; kind?: string };

const read = (search: Record<string, unknown>): Search => {
  const text = (name: keyof Search) =>
    typeof search[name] === 'string' && search[name] !== '' ? { [name]: search[name] } : {};
  return { ...text('id'), ...text('q'), ...text('category'), ...text('kind') };
};

export const Route = createFileRoute('/p/$partner/discover')({
  beforeLoad: () => Promise.all([loadSide('market'), loadSide('apply')]),
  validateSearch: read,
  component: Page,
});

function Page() {
  return (
    <Discover
      questions={({ questions, ...rest }) => (
        <ApplyQuestions
          form={{ questions, plain: questions[0]?.id === 'promotes', asks_country: false }}
          {...rest}
        />
      )}
    />
  );
}

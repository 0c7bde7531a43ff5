import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Offers } from '../features/offer/Offers';

export const Route = createFileRoute('/m/$program/offers')({ validateSearch: readList, component: Offers });

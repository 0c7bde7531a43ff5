import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Programs } from '../features/program/Programs';

export const Route = createFileRoute('/p/$partner/')({ validateSearch: readList, component: Programs });

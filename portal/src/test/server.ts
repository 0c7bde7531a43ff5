import { setupServer } from 'msw/node';
import { handlers } from '../mocks/handlers';

/** The mocked server of the unit tests. */
export const server = setupServer(...handlers);

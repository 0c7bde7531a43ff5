import { createFileRoute } from '@tanstack/react-router';
import { readList } from '../app/search';
import { Coupons } from '../features/coupon/Coupons';

export const Route = createFileRoute('/m/$program/coupons')({ validateSearch: readList, component: Coupons });

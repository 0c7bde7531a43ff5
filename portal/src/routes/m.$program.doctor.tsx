import { createFileRoute } from '@tanstack/react-router';
import { Doctor } from '../features/doctor/Doctor';

export const Route = createFileRoute('/m/$program/doctor')({ component: Doctor });

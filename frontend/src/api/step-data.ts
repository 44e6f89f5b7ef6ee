import { stepDataSchema, type DataCut, type DataPreview } from '@eventloom/backend/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { z } from 'zod';
import { request } from './client';

/** The data stays as it came: checking it takes longer than showing it. */
const shownDataSchema = stepDataSchema.extend({ value: z.unknown() });

/** Data of a step as far as it came; `rest` tells where the others are, if it came in part. */
export function useStepData(value: unknown, preview: DataPreview | undefined) {
  // Of a run that carries very much, nothing of it comes along: then its beginning is fetched when it is looked at.
  const isAbsent = preview !== undefined && preview.cuts.length === 0;
  const { data, error } = useQuery({
    queryKey: ['step-data', preview?.ref, preview?.bytes],
    queryFn: preview && isAbsent ? () => partOf(preview.ref, '', 0) : skipToken,
    staleTime: Infinity,
  });
  const cuts = isAbsent ? data?.cuts : preview?.cuts;
  const rest = useMemo(() => preview && cuts && restOf(preview, cuts), [preview, cuts]);
  return { value: isAbsent ? data?.value : value, rest, isLoading: isAbsent && !data, error };
}

function restOf({ ref, bytes }: DataPreview, cuts: readonly DataCut[]) {
  const load = (pointer: string, offset: number) => partOf(ref, pointer, offset);
  return { bytes, cuts, href: `${ref}&download`, load };
}

function partOf(ref: string, pointer: string, offset: number) {
  return request('GET', ...placeOf(ref, shownDataSchema, { pointer, offset }));
}

/** All of a step's data that came in part. */
export function wholeData(preview: DataPreview): Promise<unknown> {
  return request('GET', ...placeOf(preview.ref, z.unknown(), { download: 'json' }));
}

function placeOf<Schema extends z.ZodType>(ref: string, schema: Schema, more: Record<string, string | number>) {
  const { pathname, searchParams } = new URL(ref, window.location.origin);
  const query = { ...Object.fromEntries(searchParams), ...more };
  return [pathname.replace(/^\/api\/v1/, ''), schema, { query }] as const;
}

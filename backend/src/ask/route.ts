import type { Draft, Prompted } from '../domain/answer.ts';
import { type Instruments, measureStream } from '../domain/measure.ts';
import {
  type RouteControl,
  type RouteDependencies,
  type RouteRecord,
  route,
} from '../routing/route.ts';

/** Drafts sentences from the providers of the active route. */
export function routeStage(
  instruments: Instruments,
  dependencies: RouteDependencies,
  from: Prompted,
  control: RouteControl,
  record: RouteRecord,
): AsyncGenerator<Draft> {
  return measureStream(instruments, 'route', () => route(from, dependencies, control, record));
}

import type { ServiceLevel } from '@pincite/contract';
import { type Grounded, type Levelled, levelled } from '../domain/answer.ts';
import { type Instruments, measure } from '../domain/measure.ts';

/** What the system allows at the moment; the controller sets it, a pin stands above. */
export interface ServiceLevels {
  current(): ServiceLevel;
}

/** Settles the level for this answer once, so that it does not change in the middle. */
export function serviceLevel(
  instruments: Instruments,
  levels: ServiceLevels,
  from: Grounded,
): Promise<Levelled> {
  return measure(instruments, 'service-level', () => levelled(from, levels.current()));
}

import type { Json } from '../data/json.ts';
import type { Template } from '../data/template.ts';
import { pathData, type StateScope } from '../flow/scope.ts';
import type { Flow } from '../flow/state.ts';

/** What a Map has to do, its items known. */
export interface MapWork {
  readonly items: readonly Json[];
  readonly processor: Flow;
  readonly itemSelector: Template | undefined;
  /** What the item selector reads with `$`: the state's input after `InputPath`. */
  readonly data: Json;
  /** 0 leaves it to the service. */
  readonly maxConcurrency: number;
}

/** The scope in which `$$.Map.Item` is this item. */
export const itemScope = (scope: StateScope, index: number, value: Json): StateScope => ({
  ...scope,
  mapItem: { index, value },
});

export const selectItem = ({ itemSelector, data }: MapWork, item: Json, scope: StateScope): Json =>
  itemSelector ? itemSelector(pathData(data, scope)) : item;

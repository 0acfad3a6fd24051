/** Each name once, in the order of code units. */
export const distinct = <Name extends string>(names: Iterable<Name>): Name[] => [...new Set(names)].sort();

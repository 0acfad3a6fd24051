import topLevelDomains from 'tlds';

/** The root zone of the domain name system: what may end the name of a host. */
export const knownDomains: ReadonlySet<string> = new Set(topLevelDomains);

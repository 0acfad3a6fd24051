/** ARNs as on AWS, of an account and a region that do not exist. */
const arn = (kind: string, ...names: string[]): string =>
  ['arn:aws:states:local:000000000000', kind, ...names].join(':');

export const stateMachineArn = (stateMachine: string): string => arn('stateMachine', stateMachine);

export const executionArn = (stateMachine: string, execution: string): string =>
  arn('execution', stateMachine, execution);

export const mapRunArn = (stateMachine: string, mapRun: string): string =>
  arn('mapRun', stateMachine, mapRun);

/** A random UUID, the form of name that Step Functions gives when the caller gives none. */
export const randomName = (random: () => number): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(random() * 16).toString(16));

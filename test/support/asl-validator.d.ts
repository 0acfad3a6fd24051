declare module 'asl-validator' {
  /** The gate of `npx asl-validator` as a function. The package ships no types. */
  const validate: (definition: unknown) => {
    readonly isValid: boolean;
    readonly errorsText: (separator?: string) => string;
  };
  export = validate;
}

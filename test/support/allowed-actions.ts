import type { Template } from 'aws-cdk-lib/assertions';

type Json = string | { readonly [key: string]: Json } | readonly Json[];

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: Json;
  readonly Condition?: Json;
}

const asArray = <Value>(value: Value | readonly Value[]): readonly Value[] =>
  Array.isArray(value) ? value : [value as Value];

/** A reference of a template as a person would say it: buckets and keys by name, `source/*`. */
const printed = (value: Json): string => {
  if (typeof value === 'string') return value;
  const {
    Ref,
    'Fn::GetAtt': getAtt,
    'Fn::Join': join,
    'Fn::ImportValue': imported,
  } = value as Record<string, Json>;
  if (typeof Ref === 'string') return Ref.startsWith('AWS::') ? `<${Ref.slice(5)}>` : withoutHash(Ref);
  if (getAtt) return withoutHash((getAtt as readonly string[])[0] ?? '');
  if (join) return (join[1 as never] as readonly Json[]).map(printed).join('');
  if (typeof imported === 'string') {
    const name = /ExportsOutput(?:FnGetAtt|Ref)([A-Za-z]+?)[0-9A-F]{8}/.exec(imported)?.[1];
    if (name) return name.charAt(0).toLowerCase() + name.slice(1);
  }
  throw new Error(`cannot print ${JSON.stringify(value)}`);
};

const withoutHash = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** Everything that one role may do, one line for each action on each resource, for example `s3:GetObject source/*`. */
export const allowedActions = (template: Template, role: string): string[] => {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([logicalId]) =>
    new RegExp(`^${role}DefaultPolicy[0-9A-F]{8}$`).test(logicalId),
  );
  return policies
    .flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement as Statement[])
    .flatMap(({ Effect, Action, Resource, Condition }) =>
      asArray(Action).flatMap((action) =>
        asArray(Resource).map((resource) => {
          const effect = Effect === 'Allow' ? '' : `${Effect} `;
          const condition = Condition ? ` if ${printedCondition(Condition)}` : '';
          return `${effect}${action} ${printed(resource)}${condition}`;
        }),
      ),
    )
    .sort();
};

const printedCondition = (condition: Json): string =>
  Object.entries(condition as Record<string, Record<string, Json>>)
    .flatMap(([operator, tests]) =>
      Object.entries(tests).map(
        ([key, values]) =>
          `${key} ${operator} ${asArray(values as Json)
            .map(printed)
            .join(', ')}`,
      ),
    )
    .join(' and ');

import { Annotations, CfnOutput } from 'aws-cdk-lib';
import { CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { contentId } from '#shared/domain/hash.ts';
import { type Environment, environmentTags } from '../environments.ts';
import { guardrailOf } from '../guardrail-export.ts';

export interface PolicyGuardrailProps {
  /** Packs of this repository, by name. */
  readonly packs: readonly string[];
  /** Left out, Bedrock encrypts the guardrail with a key of its own. */
  readonly encryptionKey?: IKey | undefined;
}

/**
 * The rules of some policy packs as a guardrail of Amazon Bedrock, in a numbered version. Other rules make another version,
 * because the version is another resource: a change of the guardrail alone would leave its versions as they are.
 */
export class PolicyGuardrail extends Construct {
  readonly arn: string;
  /** `<id>@<version>`, as findings name it. */
  readonly pinned: string;
  readonly encryptionKey: IKey | undefined;

  constructor(scope: Construct, id: string, environment: Environment, props: PolicyGuardrailProps) {
    super(scope, id);
    const { packs, encryptionKey } = props;
    const { definition, notExported } = guardrailOf(packs);
    if (definition === undefined)
      throw new Error(
        `infra/environments/${environment.name}.yaml: guardrail.packs: no rule of ${packs.join(', ')} can be a filter of a guardrail`,
      );
    const content = contentId(definition);
    const guardrail = new CfnGuardrail(this, 'Guardrail', {
      name: `quarry-${environment.name}`,
      ...definition,
      ...(encryptionKey && { kmsKeyArn: encryptionKey.keyArn }),
      tags: Object.entries(environmentTags(environment)).map(([key, value]) => ({ key, value })),
    });
    const version = new CfnGuardrailVersion(this, `Version${content}`, {
      guardrailIdentifier: guardrail.attrGuardrailId,
      description: `${definition.description} (${content})`.slice(0, 200),
    });
    this.arn = guardrail.attrGuardrailArn;
    this.pinned = `${guardrail.attrGuardrailId}@${version.attrVersion}`;
    this.encryptionKey = encryptionKey;
    new CfnOutput(this, 'Pinned', { value: this.pinned, description: 'The guardrail as manifests name it' });
    if (notExported.length > 0)
      Annotations.of(this).addInfoV2(
        'quarry:rules-not-in-guardrail',
        [
          'Quarry applies these rules itself, for a guardrail cannot hold them:',
          ...notExported.map(
            ({ pack, ruleId, part, reason }) =>
              `  ${pack} ${ruleId}${part === null ? '' : ` (${part})`}: ${reason}`,
          ),
        ].join('\n'),
      );
  }
}

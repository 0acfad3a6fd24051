import * as z from 'zod';
import type { Json, JsonObject } from '../data/json.ts';
import type { PathData } from '../data/path.ts';
import { templateOf } from '../data/typed-template.ts';
import type { ExecutionResult } from '../execution-result.ts';
import { StateFailure } from '../failures/state-failure.ts';
import type { Services } from '../services.ts';

const destinationSchema = z.strictObject({ Bucket: z.string(), Prefix: z.string().optional() });

interface MapRun {
  readonly arn: string;
  readonly id: string;
}

/** Exports the results of a map run and returns what the state has for a result instead of them. */
export type ResultWriter = (
  mapRun: MapRun,
  results: readonly ExecutionResult[],
  data: PathData,
  services: Services,
) => Promise<Json>;

/**
 * Writes `<Prefix>/<map run>/manifest.json` and beside it one file of results per status that occurred.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
export const resultWriterSchema = z
  .strictObject({
    Resource: z.literal('arn:aws:states:::s3:putObject'),
    Parameters: templateOf(destinationSchema),
  })
  .transform(
    ({ Parameters }): ResultWriter =>
      async (mapRun, results, data, services) => {
        const { Bucket, Prefix = '' } = Parameters(data);
        const folder = [Prefix.replace(/\/+$/, ''), mapRun.id].filter(Boolean).join('/');
        const store = services.objectStore(Bucket);
        const write = async (name: string, content: Json) => {
          const body = JSON.stringify(content);
          await store.write(`${folder}/${name}`, body, 'application/json');
          return { Key: `${folder}/${name}`, Size: Buffer.byteLength(body) };
        };
        const writeResults = async (status: ExecutionResult['status']) => {
          const records = results.filter((result) => result.status === status).map(recordOf);
          return records.length === 0 ? [] : [await write(`${status}_0.json`, records)];
        };
        try {
          const manifest = await write('manifest.json', {
            DestinationBucket: Bucket,
            MapRunArn: mapRun.arn,
            ResultFiles: {
              FAILED: await writeResults('FAILED'),
              PENDING: [],
              SUCCEEDED: await writeResults('SUCCEEDED'),
            },
          });
          return { MapRunArn: mapRun.arn, ResultWriterDetails: { Bucket, Key: manifest.Key } };
        } catch (thrown) {
          const problem = thrown instanceof Error ? thrown.message : String(thrown);
          throw new StateFailure('States.ResultWriterFailed', `${Bucket}/${folder}: ${problem}`);
        }
      },
  );

/** Input and output are JSON texts in these files, not values. */
const recordOf = (result: ExecutionResult): JsonObject => ({
  ExecutionArn: result.executionArn,
  Input: JSON.stringify(result.input),
  InputDetails: { Included: true },
  Name: result.name,
  StartDate: new Date(result.startedAt).toISOString(),
  StateMachineArn: result.stateMachineArn,
  Status: result.status,
  StopDate: new Date(result.stoppedAt).toISOString(),
  ...(result.status === 'SUCCEEDED'
    ? { Output: JSON.stringify(result.output), OutputDetails: { Included: true } }
    : { Error: result.error, Cause: result.cause }),
});

import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { AssetCode } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../..');

export interface StepBundle {
  /** The room under `functions/`. */
  readonly step: string;
  /** `cjs` only for what does not survive as an ES module. */
  readonly format: 'esm' | 'cjs';
  /** Further entry points of the room, by file name without extension, which land beside the handler. */
  readonly workers?: readonly string[];
  /** Files and folders, from the repository's root, that land beside the handler for the code to open. */
  readonly files?: readonly string[];
}

const formats: Record<StepBundle['format'], BuildOptions> = {
  esm: {
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    // CommonJS packages inside an ES module still call require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  },
  // parquetjs-lite assigns names that it never declared, so our own settings must not make its code strict.
  cjs: { format: 'cjs', mainFields: ['main', 'module'], tsconfigRaw: {} },
};

/** Writes one room as Lambda runs it: its handler with all that it imports, the AWS SDK included. */
export const bundleStep = (bundle: StepBundle, outputFolder: string): void => {
  const room = join(root, 'functions', bundle.step);
  buildSync({
    ...formats[bundle.format],
    absWorkingDir: root,
    entryPoints: ['handler', ...(bundle.workers ?? [])].map((entry) => join(room, `${entry}.ts`)),
    outdir: outputFolder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  for (const file of bundle.files ?? []) {
    cpSync(join(root, file), join(outputFolder, basename(file)), { recursive: true });
  }
};

/**
 * The bundle as an asset of the stack, addressed by its content: an unchanged room is not deployed again. It is made in
 * this process; the image that the construct library wants as a second way is never used.
 */
export const stepCode = (bundle: StepBundle): AssetCode =>
  new AssetCode(join(root, 'functions', bundle.step), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('unused'),
      local: {
        tryBundle: (outputFolder) => {
          bundleStep(bundle, outputFolder);
          return true;
        },
      },
    },
  });

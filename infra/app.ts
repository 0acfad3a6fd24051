import { App } from 'aws-cdk-lib';
import { addStacks } from './add-stacks.ts';
import { loadEnvironment } from './environments.ts';

const app = new App();
addStacks(app, loadEnvironment(app.node.getContext('env')));

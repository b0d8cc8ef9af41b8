export { exampleOf, toolsFor } from './example-of.js';
export { exampleTools } from './example-client.js';
export type { ExampleClient, ExampleMethod, ExampleTool } from './example-client.js';

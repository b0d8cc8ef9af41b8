export { commandOf, exampleOf, toolsFor } from './example-of.js';
export { exampleTools, localAuthority } from './example-client.js';
export type { ExampleClient, ExampleMethod, ExampleSignIn, ExampleTool } from './example-client.js';

export { HandoffEntity } from './handoffs/handoff.entity.js';
export { InteractionsConfig } from './interactions.config.js';
export { InteractionsModule } from './interactions.module.js';
export { interactionProblems } from './interactions.problems.js';

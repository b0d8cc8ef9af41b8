export { gatewayEntities } from './gateway-entities.js';
